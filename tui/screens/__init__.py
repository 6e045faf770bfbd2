"""The screens: each composes widgets and passes their messages on."""
