"""The workbook in which IT and the business answer who drives what."""
