"""Keeps training runs in PostgreSQL: a small stand-in for an experiment tracker.

Connects once, at start, and ends if that fails, as many services do.
"""
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import psycopg2

db = psycopg2.connect(host=os.environ["DB_HOST"], user="tracking", dbname="tracking", password=os.environ["DB_PASSWORD"])
db.autocommit = True
with db.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS run (id serial PRIMARY KEY, name text, accuracy real)")


class Handler(BaseHTTPRequestHandler):
    def answer(self, content, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def do_GET(self):
        if self.path == "/health":
            return self.answer({"status": "ok"})
        with db.cursor() as cursor:
            cursor.execute("SELECT name, accuracy FROM run ORDER BY id")
            self.answer([{"name": name, "accuracy": accuracy} for name, accuracy in cursor])

    def do_POST(self):
        run = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with db.cursor() as cursor:
            cursor.execute("INSERT INTO run (name, accuracy) VALUES (%s, %s)", (run["name"], run["accuracy"]))
        self.answer(run, 201)


print("tracking listens on 5000")
HTTPServer(("0.0.0.0", 5000), Handler).serve_forever()
