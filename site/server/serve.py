"""Serves the folder that this file lies in, to this computer alone: python serve.py [port]

Browsers do not run pages that are opened as files. It needs nothing but Python 3.7 or later, and no network.
"""

import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

FOLDER = os.path.dirname(os.path.abspath(__file__))

# A browser keeps edited notebooks by address, so that the port is always the same one.
PORT = 8642

TEXT = {
    ".css": "text/css",
    ".html": "text/html",
    ".ipynb": "application/json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".ts": "text/plain",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
}
OTHER = {
    "": "application/octet-stream",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


class Handler(SimpleHTTPRequestHandler):
    # What this computer's registry says of file types may be wrong, so that it is not asked.
    types = {**OTHER, **{end: kind + "; charset=utf-8" for end, kind in TEXT.items()}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, directory=FOLDER, **kwargs)

    def guess_type(self, path):
        return self.types.get(os.path.splitext(path)[1].lower(), self.types[""])

    def send_head(self):
        # An updated site is seen at once, also where its files are older than those before.
        del self.headers["If-Modified-Since"]
        if "\0" in self.translate_path(self.path):
            return self.send_error(404)
        return super().send_head()

    def list_directory(self, path):
        self.send_error(404)

    def send_error(self, code, message=None, explain=None):
        page = os.path.join(FOLDER, "404.html")
        if code != 404 or not os.path.isfile(page):
            return super().send_error(code, message, explain)
        with open(page, "rb") as file:
            content = file.read()
        self.send_response(404)
        self.send_header("Content-Type", self.types[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_response(self, code, message=None):
        self.code = code
        super().send_response(code, message)

    def end_headers(self):
        # A file in assets/ has another name when it is another one; of all others, an update is seen at once.
        lasting = self.path.startswith("/assets/") and self.code == 200
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        if self.path.startswith("/lab/"):
            # With these a page may share memory with its workers, so that a running cell can be interrupted.
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # Windows would otherwise let two servers share the port.
    allow_reuse_address = os.name != "nt"


def start(port):
    try:
        return Server(("127.0.0.1", port), Handler)
    except OSError:
        server = Server(("127.0.0.1", 0), Handler)
        print(f"Port {port} is taken. A browser keeps notebooks by address: those edited there are not seen here.")
        return server


def main():
    given = sys.argv[1] if len(sys.argv) > 1 else str(PORT)
    if not given.isdecimal() or int(given) > 65535:
        sys.exit(f'A port is a number from 0 to 65535, and not "{given}".')
    server = start(int(given))
    print(f"Factorlab is at http://127.0.0.1:{server.server_port}/ until you press Ctrl-C.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
