import Database
import Kernel

/// What each person chose of late.
struct PaletteUses {
    let tx: Transaction

    func recent(of staff: Staff.ID) throws -> [String] {
        try tx.execute(
            """
            SELECT entry FROM palette_use WHERE staff_id = \(staff)
            ORDER BY used_at DESC, entry LIMIT \(PaletteEntry.mostRecent)
            """
        ).map { try $0.text("entry") }
    }

    func note(_ entry: String, of staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO palette_use (staff_id, entry, used_at) VALUES (\(staff), \(entry), \(tx.now))
            ON CONFLICT (staff_id, entry) DO UPDATE SET used_at = excluded.used_at
            """
        )
        // What lies further back than anybody is shown goes.
        let oldest = try tx.execute(
            """
            SELECT used_at FROM palette_use WHERE staff_id = \(staff)
            ORDER BY used_at DESC, entry LIMIT 1 OFFSET \(PaletteEntry.mostRecent)
            """
        ).first?.instant("used_at")
        guard let oldest else { return }
        try tx.execute("DELETE FROM palette_use WHERE staff_id = \(staff) AND used_at <= \(oldest)")
    }
}

extension Transaction {
    var paletteUses: PaletteUses { PaletteUses(tx: self) }
}
