"""What residents filled in: answers, their encryption, the wizard's storage, the outbox and retention."""
