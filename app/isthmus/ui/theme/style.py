"""The style sheet: the theme's colours on every widget that the window uses."""

from string import Template

from isthmus.drawing.theme import Theme
from isthmus.paths import resources

_BASE = """
* { font-family: "Inter"; font-size: 12px; }
QWidget { color: $text; background: transparent; selection-background-color: $accent_soft;
  selection-color: $text; }
QMainWindow, QDialog, QFileDialog, QMenu, QAbstractItemView { background: $panel; }
QDialog { border: 1px solid $line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QWidget#panel, QWidget#body { background: $panel; }
QWidget#raised { background: $raised; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLabel[role="title"] { font-size: 16px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="keycap"] { background: $raised; color: $text; border: 1px solid $line;
  border-radius: 4px; padding: 1px 6px; font-size: 11px; }
QLabel[role="section"] { color: $faint; font-weight: 600; font-size: 11px; }
QLabel[role="section"][tone="danger"] { color: $danger; }
QLabel[role="section"][tone="warning"] { color: $warning; }
QLabel[role="muted"], QWidget[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 11px; }
QLabel[role="field"] { color: $muted; font-size: 11px; }
QLabel[role="figure"] { font-size: 18px; font-weight: 700; }
QLabel[role="danger"] { color: $danger; font-size: 11px; font-weight: 500; }
QLabel[role="bubble"] { background: $accent_soft; color: $text; border: 1px solid $accent;
  border-radius: 5px; padding: 3px 7px; font-size: 11px; font-weight: 500; }
QLabel[role="bubble"][look="danger"] { background: $danger_soft; color: $danger;
  border-color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $good; }
QLabel[role="code"] { color: $muted; background: $raised; border: 1px solid $line;
  border-radius: 4px; padding: 6px 8px; }
QLabel[pill="critical"], QLabel[pill="high"], QLabel[pill="error"] { color: $danger;
  background: $danger_soft; border-radius: 8px; padding: 1px 7px; font-size: 11px;
  font-weight: 500; }
QLabel[pill="medium"], QLabel[pill="warning"] { color: $warning; background: $warning_soft;
  border-radius: 8px; padding: 1px 7px; font-size: 11px; font-weight: 500; }
QLabel[pill="low"], QLabel[pill="note"] { color: $accent; background: $accent_soft;
  border-radius: 8px; padding: 1px 7px; font-size: 11px; font-weight: 500; }
QLabel[pill="good"] { color: $good; background: $good_soft; border-radius: 8px;
  padding: 1px 7px; font-size: 11px; font-weight: 500; }
QLabel[pill="plain"] { color: $muted; background: $hover; border-radius: 8px;
  padding: 1px 7px; font-size: 11px; font-weight: 500; }
QLabel[role="slide-title"] { font-size: 22px; font-weight: 700; }
QLabel[role="slide"] { font-size: 15px; }
QLabel[role="slide-muted"] { font-size: 14px; color: $muted; }
QLabel[role="slide-foot"] { color: $muted; background: $panel; border: 1px solid $line;
  border-radius: 5px; padding: 4px 10px; }
QFrame#blank { background: #000000; }
QFrame#hairline { background: $line; border: none; }
QFrame#tile { background: $raised; border: 1px solid $line; border-radius: 6px; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame#floating { background: $panel; border: 1px solid $line; border-radius: 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
"""

_BARS = """
QMenuBar { background: $panel; border-bottom: 1px solid $line; padding: 2px 4px; }
QMenuBar::item { padding: 5px 8px; border-radius: 5px; background: transparent; color: $text; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { border: 1px solid $line; border-radius: 6px; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::indicator { width: 12px; height: 12px; left: 7px; }
QMenu::indicator:checked { image: url("$icons/mark-$name.svg"); }
QMenu::right-arrow { image: url("$icons/chevron-right-$name.svg"); width: 12px; height: 12px;
  right: 6px; }
QToolBar { background: $panel; border: none; border-bottom: 1px solid $line; spacing: 2px;
  padding: 7px; }
QToolBar::separator { background: $line; width: 1px; margin: 5px 12px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 5px 9px;
  color: $muted; font-weight: 500; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:pressed { background: $accent_soft; }
QToolButton:disabled { color: $disabled; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[popupMode="1"] { padding-right: 20px; }
QToolButton::menu-button { border: none; border-radius: 4px; width: 16px; margin: 2px; }
QToolButton::menu-button:hover { background: $line; }
QToolBarExtension { padding: 2px; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $muted; min-height: 22px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: 11px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: $panel; }
QTabBar::tab { background: transparent; border: none; color: $muted; padding: 9px 1px 8px 1px;
  margin: 0 5px 0 7px; border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover:!selected { color: $text; }
QTabBar::tab:focus { border-bottom: 2px solid $accent; color: $text; background: $accent_soft; }
QFrame#viewbar { background: $panel; border-top: 1px solid $line; }
QTabBar#views { background: transparent; }
QTabBar#views::tab { padding: 6px 12px 7px 12px; margin: 0; border: none;
  border-top: 2px solid transparent; }
QTabBar#views::tab:selected { color: $accent; border-top: 2px solid $accent;
  background: $accent_soft; }
QTabBar#views::tab:hover:!selected { color: $text; background: $hover; }
QTabBar#views::tab:focus { border-top: 2px solid $accent; color: $text; }
QTabBar::scroller { width: 44px; }
QTabBar QToolButton { padding: 0; background: $panel; border-radius: 0; }
QTabBar QToolButton::left-arrow { image: url("$icons/chevron-left-$name.svg"); }
QTabBar QToolButton::right-arrow { image: url("$icons/chevron-right-$name.svg"); }
QToolButton#newview { padding: 2px 9px 3px 9px; font-size: 15px; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox { background: $raised;
  border: 1px solid $line; border-radius: 5px; padding: 4px 7px; color: $text;
  selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit { lineedit-clear-button-icon: url("$icons/clear-$name.svg"); }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: $accent;
  background: $panel; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"], QComboBox[state="bad"] {
  border-color: $danger; }
QSpinBox { padding: 1px 6px; }
QSpinBox QLineEdit { border: none; background: transparent; padding: 2px 4px; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QLineEdit:read-only { color: $muted; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: $disabled; background: $panel; }
QComboBox { padding-right: 20px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView, QListView#completion { background: $panel; border: 1px solid $line;
  padding: 4px; outline: none; selection-background-color: $accent_soft;
  selection-color: $text; }
QComboBox QAbstractItemView::item, QListView#completion::item { padding: 4px 6px;
  border-radius: 4px; min-height: 18px; }
QComboBox QAbstractItemView::item:selected, QListView#completion::item:selected {
  background: $accent_soft; color: $text; }
QPushButton { background: $panel; border: 1px solid $line; border-radius: 5px;
  padding: 5px 11px; color: $text; font-weight: 500; }
QPushButton[size="compact"] { padding: 4px 7px; }
QPushButton:hover { background: $hover; border-color: $faint; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $panel; border-color: $line; }
QPushButton[look="primary"] { background: $accent; border-color: $accent; color: $accent_text; }
QPushButton[look="primary"]:hover { border-color: $text; }
QPushButton[look="primary"]:focus { border-color: $text; }
QPushButton[look="primary"]:disabled { background: $hover; border-color: $line; color: $disabled; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent;
  color: $accent; padding: 2px 2px; text-align: left; }
QPushButton[look="link"]:hover { background: $accent_soft; }
QPushButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="search"] { background: $raised; color: $faint; font-weight: 400;
  text-align: left; padding: 5px 10px; }
QPushButton[look="search"]:hover { border-color: $faint; }
QPushButton[look="search"]:focus { border-color: $accent; }
QPushButton[look="search"] QLabel { color: $faint; }
QPushButton[look="switch"]:checked { background: $accent_soft; border-color: $accent;
  color: $accent; }
QPushButton[look="token"] { background: $accent_soft; border: 1px solid transparent;
  border-radius: 9px; color: $accent; padding: 1px 8px; font-size: 11px; }
QPushButton[look="token"]:hover, QPushButton[look="token"]:focus { border-color: $accent; }
QFrame#tokens { background: $raised; border: 1px solid $line; border-radius: 5px; }
QFrame#tokens:hover { border-color: $faint; }
QLineEdit#token-line { background: transparent; border: none; padding: 1px 4px; }
QCheckBox, QRadioButton { spacing: 7px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator { width: 13px; height: 13px;
  border: 1px solid $faint; background: $raised; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/tick-$name.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/dot-$name.svg"); }
QCheckBox::indicator:indeterminate { background: $accent_soft; border-color: $accent;
  image: url("$icons/dash-$name.svg"); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QRadioButton::indicator:focus { border-radius: 8px; }
QProgressBar { background: $hover; border: none; border-radius: 3px; min-height: 6px;
  max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_LISTS = """
QAbstractItemView { border: 1px solid transparent; outline: none; }
QTreeView, QListView, QTableView { background: $panel; alternate-background-color: $raised;
  gridline-color: $line; }
QAbstractItemView:focus { border-color: $accent; }
QTreeView::item { padding: 4px 4px; border-bottom: 1px solid $line; }
QTreeView::item:selected, QTableView::item:selected { background: $accent_soft; color: $text; }
QTreeView::indicator { width: 13px; height: 13px; border: 1px solid $faint; border-radius: 3px;
  background: $raised; }
QTreeView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/tick-$name.svg"); }
QTreeView::indicator:indeterminate { background: $accent_soft; border-color: $accent;
  image: url("$icons/dash-$name.svg"); }
QTreeView::branch { background: $panel; border-bottom: 1px solid $line; }
QTreeView::branch:has-children:closed { image: url("$icons/chevron-right-$name.svg"); }
QTreeView::branch:has-children:open { image: url("$icons/chevron-down-$name.svg"); }
QTableView::item { padding: 4px 6px; border: none; border-bottom: 1px solid $line; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $faint; border: none;
  border-bottom: 1px solid $line; padding: 6px 6px; font-size: 11px; font-weight: 600; }
QScrollArea { border: none; background: $panel; }
QScrollArea#particulars { border: 1px solid transparent; }
QScrollArea#particulars:focus { border-color: $accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: $panel; border: none; }
"""


def style_sheet(theme: Theme) -> str:
    """The whole style sheet of the window in a theme."""
    icons = (resources() / "icons").as_posix()
    template = Template(_BASE + _BARS + _INPUTS + _LISTS)
    return template.substitute(theme.window, icons=icons, name=theme.name)
