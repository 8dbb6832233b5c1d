import CCurl
import Dispatch
import Foundation

/// Sends letters, a few at a time, on threads of its own: libcurl waits, and the threads of the house's tasks must not.
///
/// It follows no redirect, speaks http and https only, reads at most 64 KiB of an answer, waits ten seconds from the
/// looking up of the name to the last byte of the answer, and asks before every connection whether the address may be
/// reached: a name that is friendly today can point inside the house tomorrow (peers §4.2, SSRF).
public final class PostOffice: Sendable {
    /// milliseconds
    public static let patience = 10_000
    static let longestAnswer = 64 * 1024

    private let patience: Int
    private let mayReach: @Sendable (String) -> Bool
    private let queue: DispatchQueue
    private let counters: DispatchSemaphore

    /// `mayReach` is asked with an address in figures: `203.0.113.7`, `2001:db8::1`. `patience` in milliseconds.
    public init(
        atOnce: Int = 4, patience: Int = PostOffice.patience, mayReach: @escaping @Sendable (String) -> Bool
    ) {
        _ = PostOffice.library
        self.patience = patience
        self.mayReach = mayReach
        queue = DispatchQueue(label: "qingting.post", attributes: .concurrent)
        counters = DispatchSemaphore(value: atOnce)
    }

    public func send(_ letter: Letter) async -> Receipt {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                counters.wait()
                defer { counters.signal() }
                continuation.resume(returning: deliver(letter))
            }
        }
    }

    /// Once in the life of the process, before any other call (curl_global_init is not safe among threads).
    static let library: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private func deliver(_ letter: Letter) -> Receipt {
        guard let handle = curl_easy_init() else { return .unreachable("no handle") }
        defer { curl_easy_cleanup(handle) }
        let watch = Watch(mayReach: mayReach)
        let held = Unmanaged.passRetained(watch)
        defer { held.release() }
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        for (name, value) in letter.headers { headers = curl_slist_append(headers, "\(name): \(value)") }

        _ = qt_curl_set_text(handle, CURLOPT_URL, letter.url)
        _ = qt_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = qt_curl_set_text(handle, CURLOPT_USERAGENT, "Qingting")
        _ = qt_curl_set_text(handle, CURLOPT_PROXY, "")
        _ = qt_curl_set_long(handle, CURLOPT_POST, 1)
        _ = qt_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, letter.body.utf8.count)
        _ = qt_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, letter.body)
        _ = qt_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        _ = qt_curl_set_long(handle, CURLOPT_TIMEOUT_MS, patience)
        _ = qt_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        _ = qt_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        _ = qt_curl_set_pointer(handle, CURLOPT_WRITEDATA, held.toOpaque())
        _ = qt_curl_set_write(handle, swallow)
        _ = qt_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, held.toOpaque())
        _ = qt_curl_set_opening(handle, open)

        let code = curl_easy_perform(handle)
        if watch.wasRefused { return .forbiddenAddress }
        var status = 0
        _ = qt_curl_status(handle, &status)
        // An answer that is too long was still an answer.
        guard code == CURLE_OK || (code == CURLE_WRITE_ERROR && status > 0) else {
            return .unreachable(String(cString: curl_easy_strerror(code)))
        }
        return (200..<300).contains(status) ? .heard(status: status) : .turnedAway(status: status)
    }
}

extension PostOffice {
    /// An address as one writes it: `203.0.113.7`.
    static func figures(of address: UnsafeMutablePointer<curl_sockaddr>) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let named = withUnsafePointer(to: &address.pointee.addr) { pointer in
            getnameinfo(
                pointer, socklen_t(address.pointee.addrlen), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        }
        guard named == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// What one delivery remembers while libcurl calls back, always on the same thread.
private final class Watch {
    let mayReach: (String) -> Bool
    var wasRefused = false
    var received = 0

    init(mayReach: @escaping (String) -> Bool) { self.mayReach = mayReach }
}

private func swallow(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ watch: UnsafeMutableRawPointer?
) -> Int {
    guard let watch else { return 0 }
    let watched = Unmanaged<Watch>.fromOpaque(watch).takeUnretainedValue()
    watched.received += size * count
    return watched.received > PostOffice.longestAnswer ? 0 : size * count
}

private func open(
    _ watch: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let watch, let address else { return qt_refused_socket() }
    let watched = Unmanaged<Watch>.fromOpaque(watch).takeUnretainedValue()
    guard let figures = PostOffice.figures(of: address), watched.mayReach(figures) else {
        watched.wasRefused = true
        return qt_refused_socket()
    }
    return qt_open_socket(address)
}
