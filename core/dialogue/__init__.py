"""The spine: messages in, replies out. It knows no film."""
