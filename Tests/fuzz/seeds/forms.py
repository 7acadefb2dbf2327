"""Writes what fuzzing of the reader of forms with files starts from. `forms.py FOLDER`."""

import pathlib
import sys

FIELD = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue\r\n'
FILE = ('--b\r\nContent-Disposition: form-data; name="f"; filename="a\\"b%22.csv"\r\nContent-Type: text/csv\r\n\r\n'
        "1;2\r\n--bb\r\n-b\r\n")
SEEDS = [
    "--b--\r\n", FIELD + "--b--\r\n", FILE + "--b--", FIELD + FILE + FIELD + "--b--\r\nepilogue", "preamble\r\n" + FIELD + "--b--",
    FIELD + "--b", FILE * 7 + "--b--", FIELD.replace("value", "v" * 300) + "--b--", FILE.replace("1;2", "\r" * 600) + "--b--",
    FILE.replace('filename="a\\"b%22.csv"', 'filename=""') + "--b--", FIELD.replace("form-data", "attachment") + "--b--",
    FIELD.replace("\r\n\r\n", "\r\nX: y\r\n") + "--b--", FIELD.replace("\r\n", "\n") + "--b--", "--b \r\n" + FIELD,
]
WORDS = ["--b", "\r\n--b", "\r\n--b--", "\r\n\r\n", "\r", "\n", '"', "\\", "%22", "%0D%0A", "; name=", '; filename="', "form-data",
         "Content-Disposition: ", "Content-Type: multipart/mixed; boundary=c\r\n", "filename*=UTF-8''x"]

folder = pathlib.Path(sys.argv[1])
seeds = folder / "seeds/forms"
seeds.mkdir(parents=True)
for number, seed in enumerate(SEEDS):
    (seeds / f"seed{number}").write_bytes(seed.encode())
(folder / "dictionaries").mkdir(exist_ok=True)
lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
(folder / "dictionaries/forms").write_text("".join(f'"{line}"\n' for line in lines))
