import CCurl
import Dispatch
import Foundation

/// One line to a mail server, through libcurl, on a thread of its own: what is asked on it is asked one after another,
/// and the connection is kept between. Used for one visit, then let go.
///
/// It asks before every connection whether the address may be reached, believes no certificate it cannot check, says no
/// password before TLS, and speaks in the clear to this machine only. A second visitor has a line of their own.
final class MailLine: @unchecked Sendable {
    /// milliseconds until a connection stands, and until an answer is whole
    static let patience = (connecting: 10_000, answering: 60_000)

    private let server: MailServer
    private let authorities: String?
    private let mayReach: @Sendable (String) -> Bool
    private let queue = DispatchQueue(label: "qingting.mail")
    private var handle: UnsafeMutableRawPointer?

    init(_ server: MailServer, authorities: String?, mayReach: @escaping @Sendable (String) -> Bool) {
        _ = PostOffice.library
        self.server = server
        self.authorities = authorities
        self.mayReach = mayReach
    }

    deinit { if let handle { curl_easy_cleanup(handle) } }

    /// Something asked in the protocol of the scheme; answers the bytes of the answer.
    struct Question: Sendable {
        /// `imap` or `smtp`
        var scheme: String
        var path = ""
        /// a command of the protocol, where the address alone does not say it
        var command: String?
        /// bytes read before the connection is dropped; nothing after them is wanted
        var longest: Int
        /// of a letter that is sent
        var sender: String?
        var receivers: [String] = []
        var letter: [UInt8]?
        /// of the whole answer, in milliseconds
        var patience = MailLine.patience.answering
    }

    struct Answer: Sendable {
        let bytes: [UInt8]
        /// there was more than was wanted
        let isCut: Bool
    }

    func ask(_ question: Question) async throws(MailFault) -> Answer {
        let result = await withCheckedContinuation { (waiting: CheckedContinuation<Result<Answer, MailFault>, Never>) in
            queue.async { [self] in waiting.resume(returning: perform(question)) }
        }
        return try result.get()
    }

    private func perform(_ question: Question) -> Result<Answer, MailFault> {
        guard let handle = handle ?? curl_easy_init() else { return .failure(MailFault(.other, "no handle")) }
        self.handle = handle
        // Options go, the connection stays.
        curl_easy_reset(handle)
        let exchange = Exchange(question, isLoopbackOnly: server.line == .plain, mayReach: mayReach)
        let held = Unmanaged.passRetained(exchange)
        defer { held.release() }
        var receivers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(receivers) }
        set(handle, for: question)
        if let sender = question.sender {
            for receiver in question.receivers { receivers = curl_slist_append(receivers, "<\(receiver)>") }
            _ = qt_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
            _ = qt_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, receivers)
        }
        if question.letter != nil {
            _ = qt_curl_set_long(handle, CURLOPT_UPLOAD, 1)
            _ = qt_curl_set_pointer(handle, CURLOPT_READDATA, held.toOpaque())
            _ = qt_curl_set_read(handle, handOver)
        }
        _ = qt_curl_set_pointer(handle, CURLOPT_WRITEDATA, held.toOpaque())
        _ = qt_curl_set_write(handle, take)
        _ = qt_curl_set_pointer(handle, CURLOPT_HEADERDATA, held.toOpaque())
        _ = qt_curl_set_header(handle, listen)
        _ = qt_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, held.toOpaque())
        _ = qt_curl_set_opening(handle, open)
        let code = curl_easy_perform(handle)
        if code == CURLE_OK || exchange.isCut {
            return .success(Answer(bytes: exchange.bytes, isCut: exchange.isCut))
        }
        return .failure(fault(code, exchange, handle))
    }

    private func set(_ handle: UnsafeMutableRawPointer, for question: Question) {
        let scheme = server.line == .tls ? "\(question.scheme)s" : question.scheme
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        _ = qt_curl_set_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(server.port)/\(question.path)")
        _ = qt_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, scheme)
        _ = qt_curl_set_text(handle, CURLOPT_PROXY, "")
        // Without a name nothing is said of who we are: a relay on this machine asks nobody.
        if !server.user.isEmpty {
            _ = qt_curl_set_text(handle, CURLOPT_USERNAME, server.user)
            _ = qt_curl_set_text(handle, CURLOPT_PASSWORD, server.password)
        }
        if let command = question.command { _ = qt_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, command) }
        // CURLUSESSL_ALL: no TLS, no talk. The certificate and its name are checked (libcurl's own standard).
        if server.line == .startTLS { _ = qt_curl_set_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if let authorities { _ = qt_curl_set_text(handle, CURLOPT_CAINFO, authorities) }
        _ = qt_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Self.patience.connecting)
        _ = qt_curl_set_long(handle, CURLOPT_TIMEOUT_MS, question.patience)
        _ = qt_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    }

    private func fault(_ code: CURLcode, _ exchange: Exchange, _ handle: UnsafeMutableRawPointer) -> MailFault {
        let words =
            exchange.lastLine.isEmpty
            ? String(cString: curl_easy_strerror(code))
            : "\(String(cString: curl_easy_strerror(code))): \(exchange.lastLine)"
        if exchange.wasForbidden { return MailFault(.forbiddenAddress, words) }
        let reason: MailFault.Reason =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
            case CURLE_COULDNT_CONNECT: .refused
            case CURLE_OPERATION_TIMEDOUT: .tooSlow
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR: .certificate
            case CURLE_USE_SSL_FAILED: .noTLS
            case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .login
            // A letter that is gone is answered with nothing; a refusal is trouble of the server's.
            case CURLE_REMOTE_FILE_NOT_FOUND: exchange.isRefused ? .other : .noSuchLetter
            case CURLE_QUOTE_ERROR: .noSuchFolder
            case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY: .hungUp
            default: .other
            }
        return MailFault(reason, String(words.prefix(300)))
    }
}

/// What one question remembers while libcurl calls back, always on the same thread.
private final class Exchange {
    let longest: Int
    let letter: [UInt8]
    let isLoopbackOnly: Bool
    let mayReach: (String) -> Bool
    var bytes: [UInt8] = []
    var given = 0
    var isCut = false
    var wasForbidden = false
    var lastLine = ""
    var isRefused = false

    init(_ question: MailLine.Question, isLoopbackOnly: Bool, mayReach: @escaping (String) -> Bool) {
        longest = question.longest
        letter = question.letter ?? []
        self.isLoopbackOnly = isLoopbackOnly
        self.mayReach = mayReach
    }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Exchange? {
        pointer.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }
}

private func take(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ pointer: UnsafeMutableRawPointer?
) -> Int {
    guard let exchange = Exchange.of(pointer), let bytes else { return 0 }
    let room = exchange.longest - exchange.bytes.count
    bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) {
        exchange.bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: min(room, size * count)))
    }
    guard size * count <= room else {
        exchange.isCut = true
        return 0
    }
    return size * count
}

/// The server's own words: the last of them explain a refusal.
private func listen(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ pointer: UnsafeMutableRawPointer?
) -> Int {
    guard let exchange = Exchange.of(pointer), let bytes else { return 0 }
    let line = bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) {
        String(decoding: UnsafeBufferPointer(start: $0, count: min(size * count, 300)), as: UTF8.self)
    }
    // A refusal says more than the farewell after it.
    let isRefusal = line.hasPrefix("4") || line.hasPrefix("5") || line.contains(" NO ") || line.contains(" BAD ")
    if isRefusal || !exchange.isRefused { exchange.lastLine = line.filter { !$0.isNewline && $0 != "\0" } }
    exchange.isRefused = exchange.isRefused || isRefusal
    return size * count
}

private func handOver(
    _ room: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ pointer: UnsafeMutableRawPointer?
) -> Int {
    guard let exchange = Exchange.of(pointer), let room else { return 0 }
    let given = min(size * count, exchange.letter.count - exchange.given)
    exchange.letter.withUnsafeBytes { letter in
        guard let start = letter.baseAddress, given > 0 else { return }
        memcpy(room, start + exchange.given, given)
    }
    exchange.given += given
    return given
}

private func open(
    _ pointer: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let exchange = Exchange.of(pointer), let address else { return qt_refused_socket() }
    guard let figures = PostOffice.figures(of: address), exchange.mayReach(figures),
        !exchange.isLoopbackOnly || figures == "::1" || figures.hasPrefix("127.")
    else {
        exchange.wasForbidden = true
        return qt_refused_socket()
    }
    return qt_open_socket(address)
}
