package import Database
package import Kernel

/// Contents by their digest: pieces of bytes, previews, and what is still to be done with them.
struct StoredContents {
    let tx: Transaction

    /// Makes room for bytes that are about to come in; answers whether they are needed at all.
    func begin(_ file: ExaminedFile, preview: StoredContent.Preview, isScanning: Bool) throws -> Bool {
        let scan: StoredContent.Scan = isScanning ? .waiting : .none
        try tx.execute(
            """
            INSERT INTO stored_content (digest, size, mime, begun_at, complete, scan, finding, preview, tries, care_at)
            VALUES (\(file.digest), \(file.size), \(file.mime), \(tx.now), 0, \(scan.rawValue), '',
                    \(preview.rawValue), 0, NULL)
            ON CONFLICT (digest) DO UPDATE SET begun_at = \(tx.now)
            """
        )
        return try tx.execute("SELECT complete FROM stored_content WHERE digest = \(file.digest)").first?
            .bool("complete") != true
    }

    func insert(piece bytes: [UInt8], number: Int, of digest: String) throws {
        try tx.execute(
            """
            INSERT INTO content_piece (digest, number, bytes) VALUES (\(digest), \(number), \(bytes))
            ON CONFLICT (digest, number) DO NOTHING
            """
        )
    }

    /// All pieces are there: from now on it is looked after.
    func complete(_ digest: String) throws {
        try tx.execute(
            "UPDATE stored_content SET complete = 1, care_at = \(tx.now) WHERE digest = \(digest) AND complete = 0")
    }

    func pieceCount(of digest: String) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM content_piece WHERE digest = \(digest)").first?.int("n") ?? 0
    }

    func find(_ digest: String) throws -> StoredContent? {
        try tx.execute("\(Self.select) WHERE digest = \(digest)").first.map(StoredContent.init(row:))
    }

    func piece(_ number: Int, of digest: String) throws -> [UInt8]? {
        try tx.execute("SELECT bytes FROM content_piece WHERE digest = \(digest) AND number = \(number)").first?
            .bytes("bytes")
    }

    func preview(_ size: StoredContent.PreviewSize, of digest: String) throws -> [UInt8]? {
        try tx.execute("SELECT bytes FROM content_preview WHERE digest = \(digest) AND size = \(size.rawValue)").first?
            .bytes("bytes")
    }

    func insert(preview bytes: [UInt8], _ size: StoredContent.PreviewSize, of digest: String) throws {
        try tx.execute(
            """
            INSERT INTO content_preview (digest, size, bytes) VALUES (\(digest), \(size.rawValue), \(bytes))
            ON CONFLICT (digest, size) DO NOTHING
            """
        )
    }

    func save(_ content: StoredContent, careAt: Instant?) throws {
        try tx.execute(
            """
            UPDATE stored_content
            SET scan = \(content.scan.rawValue), finding = \(content.finding), preview = \(content.preview.rawValue),
                tries = \(content.tries), care_at = \(careAt)
            WHERE digest = \(content.digest)
            """
        )
    }

    /// The longest waiting one, taken for two minutes: another node looks at the next.
    func claim() throws -> StoredContent? {
        let row = try tx.execute(
            """
            SELECT digest FROM stored_content
            WHERE care_at <= \(tx.now)
            ORDER BY care_at, digest
            LIMIT 1
            """
        ).first
        guard let digest = try row?.text("digest") else { return nil }
        try tx.execute("UPDATE stored_content SET care_at = \(tx.now + .minutes(2)) WHERE digest = \(digest)")
        return try find(digest)
    }

    func isAnythingWaiting() throws -> Bool {
        try !tx.execute("SELECT digest FROM stored_content WHERE care_at <= \(tx.now) LIMIT 1").isEmpty
    }

    func isAnyUnscanned() throws -> Bool {
        try !tx.execute("SELECT digest FROM stored_content WHERE scan = 'none' AND complete = 1 LIMIT 1").isEmpty
    }

    /// A scanner has been set up since they came: they are looked at after all.
    func queueUnscanned(limit: Int) throws -> Int {
        try tx.execute(
            """
            UPDATE stored_content SET scan = 'waiting', care_at = \(tx.now)
            WHERE digest IN (
                SELECT digest FROM stored_content WHERE scan = 'none' AND complete = 1 ORDER BY digest LIMIT \(limit))
            RETURNING digest
            """
        ).count
    }

    /// Bytes nobody holds: an upload that broke off, or the last attachment was erased.
    func forgotten(before: Instant, limit: Int) throws -> [String] {
        try tx.execute(
            """
            SELECT digest FROM stored_content c
            WHERE begun_at < \(before) AND NOT EXISTS (
                SELECT 1 FROM attachment a WHERE a.digest = c.digest AND a.erased_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM mail_file f WHERE f.digest = c.digest)
                AND NOT EXISTS (SELECT 1 FROM leave_proof p WHERE p.digest = c.digest)
            ORDER BY begun_at
            LIMIT \(limit)
            """
        ).map { try $0.text("digest") }
    }

    /// Whether an attachment of a case, a file of a letter or a certificate still needs these bytes.
    func isHeld(_ digest: String) throws -> Bool {
        try !tx.execute(
            """
            SELECT digest FROM attachment WHERE digest = \(digest) AND erased_at IS NULL
            UNION ALL SELECT digest FROM mail_file WHERE digest = \(digest)
            UNION ALL SELECT digest FROM leave_proof WHERE digest = \(digest)
            LIMIT 1
            """
        ).isEmpty
    }

    func remove(_ digest: String) throws {
        try tx.execute("DELETE FROM content_preview WHERE digest = \(digest)")
        try tx.execute("DELETE FROM content_piece WHERE digest = \(digest)")
        try tx.execute("DELETE FROM stored_content WHERE digest = \(digest)")
    }

    /// For `doctor` and the metrics: how many wait for the scanner, and since when.
    func waitingForScan() throws -> (count: Int, oldest: Instant?) {
        let row = try tx.execute(
            """
            SELECT COUNT(*) AS n, MIN(begun_at) AS oldest FROM stored_content
            WHERE scan = 'waiting' AND care_at IS NOT NULL
            """
        ).first
        return (try row?.int("n") ?? 0, try row?.instant(ifPresent: "oldest"))
    }

    private static let select: SQL =
        "SELECT digest, size, mime, scan, finding, preview, tries FROM stored_content"
}

extension Transaction {
    var contents: StoredContents { StoredContents(tx: self) }

    /// For `doctor`: how many wait for the scanner, and since when the first.
    package func attachmentsWaitingForScan() throws -> (count: Int, oldest: Instant?) {
        try contents.waitingForScan()
    }
}

extension StoredContent {
    init(row: Row) throws {
        self.init(
            digest: try row.text("digest"), size: try row.int("size"), mime: try row.text("mime"),
            scan: Scan(rawValue: try row.text("scan")) ?? .none, finding: try row.text("finding"),
            preview: Preview(rawValue: try row.text("preview")) ?? .none, tries: try row.int("tries"))
    }
}
