"""What a publisher of solutions does on their own machine: a key, manifests, and signatures by the program itself."""

import json
import subprocess

from acceptance import fabrique


class Publisher:
    """A key of its own in a folder."""

    def __init__(self, folder, name):
        self.folder, self.key = folder, folder / f"{name}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key], check=True, capture_output=True)
        self.key.chmod(0o600)

    @property
    def public(self):
        return subprocess.run(
            ["openssl", "pkey", "-in", self.key, "-pubout"], check=True, capture_output=True, text=True).stdout

    def manifest(self, solution, version="1.0.0", **changed):
        """The one that `solution manifest` shows to begin with, changed."""
        example = json.loads(fabrique("solution", "manifest", solution).stdout)
        return json.dumps(example | {"version": version} | changed, indent=2)

    def signature(self, manifest):
        path = self.folder / "manifest.json"
        path.write_text(manifest)
        return fabrique("solution", "sign", "--key", self.key, path).stdout.strip()

    def raw_signature(self, manifest):
        """By openssl alone, whatever stands in the manifest."""
        path = self.folder / "manifest.json"
        path.write_text(manifest.strip() + "\n")
        command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.key, "-in", path]
        signed = subprocess.run(command, check=True, capture_output=True).stdout
        return subprocess.run(["base64", "-w0"], input=signed, check=True, capture_output=True).stdout.decode()
