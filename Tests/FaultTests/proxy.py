"""A TCP proxy of the test kit's own, before PostgreSQL: delays, cuts, refuses, or holds everything and says nothing."""

import selectors
import socket
import struct
import threading
import time

from common import free_port


class Proxy:
    def __init__(self, target):
        self.target, self.port = target, free_port()
        self.pause, self.holds = 0.0, False
        self.pairs, self.lock, self.ended = [], threading.Lock(), False

    def __enter__(self):
        self.accept()
        return self

    def accept(self):
        self.door = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self.serve, args=(self.door,), daemon=True).start()

    def refuse(self):
        """Nobody is let in, and those inside are thrown out."""
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        self.cut()

    def delay(self, seconds):
        self.pause = seconds

    def cut(self):
        """A reset, as when a firewall has had enough."""
        with self.lock:
            pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for line in pair:
                try:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    line.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                line.close()

    def hold(self):
        """From here on nothing is passed on, in either direction; the kernel still acknowledges."""
        self.holds = True

    def forget(self):
        """New connections work; the old ones stay dead, as after a router was exchanged."""
        self.holds = False

    def serve(self, door):
        while not self.ended:
            try:
                near, _ = door.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            with self.lock:
                self.pairs.append((near, far))
            threading.Thread(target=self.pass_on, args=(near, far), daemon=True).start()

    def pass_on(self, near, far):
        with selectors.DefaultSelector() as waiting:
            try:
                waiting.register(near, selectors.EVENT_READ, far)
                waiting.register(far, selectors.EVENT_READ, near)
                dead = False
                while not self.ended:
                    for key, _ in waiting.select(0.2):
                        data = key.fileobj.recv(65536)
                        dead = dead or self.holds
                        if dead:
                            continue
                        if not data:
                            raise OSError("closed")
                        if self.pause:
                            time.sleep(self.pause)
                        key.data.sendall(data)
                    dead = dead or self.holds
            except (OSError, ValueError):
                pass
        for line in (near, far):
            line.close()

    def __exit__(self, *_):
        self.ended = True
        try:
            self.door.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.door.close()
        self.cut()
