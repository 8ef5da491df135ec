"""The portfolio: what people who steer want to know about the whole catalogue."""
