import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces, for what is too large to be held at once.
public final class Digesting {
    private let context: OpaquePointer?

    public init() {
        context = EVP_MD_CTX_new()
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    public func take(_ bytes: [UInt8]) { EVP_DigestUpdate(context, bytes, bytes.count) }

    /// 32 bytes. What is taken afterwards counts for nothing.
    public func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        EVP_DigestFinal_ex(context, &digest, nil)
        return digest
    }

    deinit { EVP_MD_CTX_free(context) }
}
