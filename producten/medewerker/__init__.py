"""The catalogue for who answers residents at the desk and by telephone: public content and internal notes."""
