"""What the ZGW backend tells by itself: the webhook, the secret, the subscription, and the reading that follows."""
