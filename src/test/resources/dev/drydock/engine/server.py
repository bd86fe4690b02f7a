# Listens on 5000 everywhere, on 5001 on loopback alone, on 5002 with IPv6, on 5003 on its loopback; tells what it was asked.
import http.server, signal, socket, sys, threading, time

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/flood":
            self.send_response(200); self.send_header("Content-Length", "50000000"); self.end_headers()
            self.wfile.write(b"x" * 50000000); return
        if self.path == "/hang": time.sleep(60)
        if self.path == "/redirect":
            self.send_response(302); self.send_header("Location", "/"); body = b"moved"
        else:
            self.send_response(201)
        text = "%s %s %s|" % (self.command, self.path, sorted((k.lower(), v) for k, v in self.headers.items()))
        data = text.encode() + body
        self.send_header("X-Client", "%s:%d" % self.client_address[:2]); self.send_header("X-Twice", "1"); self.send_header("X-Twice", "2")
        self.send_header("Content-Length", str(len(data))); self.end_headers()
        if self.command != "HEAD": self.wfile.write(data)
    do_GET = do_POST = do_HEAD = do_PUT = answer
    def log_message(self, *a): pass

class Six(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6

def serve(kind, where): threading.Thread(target=kind(where, Handler).serve_forever).start()
serve(http.server.ThreadingHTTPServer, ("127.0.0.1", 5001))
serve(Six, ("::", 5002))
serve(Six, ("::1", 5003))
serve(http.server.ThreadingHTTPServer, ("0.0.0.0", 5000))
signal.signal(signal.SIGTERM, lambda *a: __import__("os")._exit(3))
print("ready", flush=True)
print("complaint", file=sys.stderr, flush=True)
