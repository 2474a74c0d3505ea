"""The clients for LinkedIn's APIs."""
