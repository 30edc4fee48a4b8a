"""The platform-free core: messages become intents, intents become replies."""
