import os

CLIENT_ID = os.environ["FIT_CLIENT_ID"]
CLIENT_SECRET = os.environ["FIT_CLIENT_SECRET"]
SESSION_KEY = os.environ["FIT_SESSION_KEY"]
AUTHORIZE = "https://auth.fit.example/authorize"
TOKEN = "https://auth.fit.example/token"
API = "https://api.fit.example/v1"
REDIRECT = "http://localhost:8722/callback"
