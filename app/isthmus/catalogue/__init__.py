"""What is known of products, categories, data objects and the integrations to expect."""
