"""Files come to a case as people bring them: chosen, dropped, pasted; what is not what it says is refused and told."""

import base64
import io
import math
import struct
import time
import wave
import zlib

def picture(side=48):
    """A square of one colour as PNG."""
    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes((11, 122, 102)) * side for _ in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


DROP = """([selector, kind, name, content]) => {
    const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name, { type: kind === "drop" ? "" : "image/png" }));
    const target = document.querySelector(selector);
    target.dispatchEvent(kind === "drop"
        ? new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })
        : new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
}"""


def recording():
    """One second of a tone, as a telephone system stores it."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 4))) for n in range(8000)))
    return file.getvalue()


def bring_files(visit):
    page = visit.page
    visit.go("/cases?view=open")
    visit.go(page.get_attribute("table.rows tbody tr[data-href]", "data-href"))
    before = page.locator("#attachments .files > li").count()
    typed = f"写到一半的话，上传时不能丢。{time.time():.0f}"
    page.fill("form.composer textarea", typed)
    page.locator(".composer .draft", has_text="草稿已保存").wait_for()

    choose(page, "合影.png", "image/png", picture())
    expect(page, before + 1)
    bring(page, "drop", ".drop", "顾客来电.wav", recording())
    expect(page, before + 2)
    bring(page, "paste", "body", "image.png", picture())
    expect(page, before + 3)

    panel = page.inner_text("#attachments")
    assert "合影.png" in panel and "顾客来电.wav" in panel, panel
    assert page.locator("#attachments audio").count() >= 1, "a recording can be heard"
    # The picture is drawn anew behind the scenes; whoever comes back finds it.
    for _ in range(20):
        if page.locator("#attachments img").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    shown = page.locator("#attachments img").first
    shown.scroll_into_view_if_needed()
    page.wait_for_function("node => node.complete && node.naturalWidth > 0", arg=shown.element_handle())

    # A page that calls itself a picture: refused by what it is, with a sentence; nothing else is lost.
    choose(page, "发票.png", "image/png", "<html><script>alert(1)</script></html>".encode())
    page.wait_for_selector("#attachments .remark.broken")
    assert "发票.png" in page.inner_text("#attachments .remark.broken")
    expect(page, before + 3)
    assert page.input_value("form.composer textarea") == typed, "what was typed stays"
    assert not [error for error in visit.errors if "422" not in error], visit.errors


def take_a_picture(visit):
    """On a phone the camera is one press away; what it took is there like any other file."""
    page = visit.page
    visit.go("/cases?view=open")
    visit.go(page.get_attribute("table.rows tbody tr[data-href]", "data-href"))
    before = page.locator("#attachments .files > li").count()
    camera = page.locator("#attachments label.camera")
    camera.scroll_into_view_if_needed()
    assert camera.is_visible(), "the camera is offered where there is one"
    field = camera.locator("input")
    assert field.get_attribute("capture") == "environment" and field.get_attribute("accept") == "image/*"
    field.set_input_files({"name": "image.png", "mimeType": "image/png", "buffer": picture()})
    expect(page, before + 1)
    box = camera.bounding_box()
    assert box["height"] >= 44, f"to be hit by a thumb: {box}"
    assert not visit.errors, visit.errors


def choose(page, name, kind, content):
    page.set_input_files("#attachments label:not(.camera) input[type=file]", {"name": name, "mimeType": kind, "buffer": content})


def bring(page, kind, selector, name, content):
    page.evaluate(DROP, [selector, kind, name, base64.b64encode(content).decode()])


def expect(page, count):
    page.wait_for_function(
        "count => document.querySelectorAll('#attachments .files > li').length === count", arg=count, timeout=20_000)
