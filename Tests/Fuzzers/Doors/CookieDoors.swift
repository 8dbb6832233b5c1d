import Hummingbird
import Kernel

@testable import Web

extension Door {
    /// The cookies of a request, as the library takes them apart and as we read them; and what else a browser says.
    static let cookies = Door(
        name: "cookies", longest: 1024,
        words: [
            "qingting=", "__Host-qingting=", "qingting-language=en", "qingting-notice=", "; ", "%E5%B7%B2", "zh-CN",
            "en;q=0.8",
        ]
    ) { bytes in
        let lines = bytes.pieces(2).map(\.text)
        let cookies = Cookies(from: [lines[0]])
        for isSecure in [true, false] {
            let session = SessionCookie(isSecure: isSecure)
            if let token = cookies[session.name]?.value {
                try hold(lines[0].contains(token), "a token is what was sent")
                try hold(!token.contains(";"), "a token ends where the cookie does")
            }
        }
        if let notice = cookies[SessionCookie.notice].flatMap({ SessionCookie.notice(in: $0.value) }) {
            try hold(!notice.isEmpty && !notice.utf8.contains(0), "a notice is a sentence")
            let html: HTML = "<p>\(notice)</p>"
            try hold(!html.description.dropFirst(3).dropLast(4).contains("<"), "a notice does not become markup")
        }
        _ = cookies[SessionCookie.language].flatMap { Language(rawValue: $0.value) }
        _ = Language(accepted: lines[lines.count - 1])
    }

    /// Tokens of programs, secrets of forms, addresses that stand in heads.
    static let tokens = Door(
        name: "tokens", longest: 512,
        words: ["Bearer ", "qt_", "m.", "0123456789abcdef", "127.0.0.1", "::ffff:10.0.0.1", "/8", ",", "fd00::"]
    ) { bytes in
        let text = bytes.text
        if let token = BearerToken.read(text) {
            try hold(text.hasSuffix(token) || text.contains(token), "a token is what was sent")
            try hold(token.utf8.count <= BearerToken.longest, "a token is short")
        }
        let secret = "9b1c-geheim-4f"
        try hold(
            !FormSecret.isRight(text, secret) || text.contains(secret) || text.hasPrefix("m."),
            "a secret is not guessed")
        if !text.isEmpty {
            try hold(FormSecret.isRight(try FormSecret.masked(text), text), "a secret under a mask is the secret")
        }
        try hold(Secrets.bytes(hex: Secrets.hex(bytes)) == bytes, "bytes are read from their digits")
        if !bytes.isEmpty {
            try hold(Secrets.bytes(base64: Secrets.base64(bytes)) == bytes, "bytes are read from base64")
        }
        if let read = Secrets.bytes(hex: text) { try hold(Secrets.hex(read) == text.lowercased(), "digits are digits") }
        if let range = AddressRange(text), !text.contains("/") {
            try hold(range.contains(text), "an address lies in itself")
        }
        let sender = senderAddress(peer: "127.0.0.1", forwardedFor: text, trusting: AddressRange.loopback)
        try hold(AddressRange(sender) != nil, "a sender is an address: «\(sender)»")
        _ = AddressRange.isPublic(text)
    }
}
