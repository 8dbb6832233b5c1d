import Kernel

/// All units of the organisation, and what lies above and below each. Pure; made once after a change.
struct UnitTree: Sendable {
    /// Parents before their children, then by code.
    let all: [Unit]
    private let places: [Unit.ID: Int]
    private let codes: [String: Int]
    private let children: [Unit.ID: [Unit.ID]]

    /// Of the units given, those that hang together from a topmost one, at most `Unit.deepest` below it.
    init(_ units: some Sequence<Unit>) {
        let under = Dictionary(grouping: units) { $0.parent }
        var all: [Unit] = []
        var level = under[nil] ?? []
        for _ in 0...Unit.deepest where !level.isEmpty {
            all += level.sorted { $0.code < $1.code }
            level = level.flatMap { under[$0.id] ?? [] }
        }
        self.all = all
        places = Dictionary(zip(all.map(\.id), all.indices)) { first, _ in first }
        codes = Dictionary(zip(all.map(\.code), all.indices)) { first, _ in first }
        children = Dictionary(
            under.compactMap { parent, units in
                parent.map { ($0, units.map(\.id).sorted { $0.rawValue < $1.rawValue }) }
            }
        ) { first, _ in first }
    }

    subscript(_ id: Unit.ID) -> Unit? { places[id].map { all[$0] } }

    func unit(code: String) -> Unit? { codes[code].map { all[$0] } }

    /// The unit, then those above it, nearest first.
    func chain(from id: Unit.ID) -> [Unit] {
        var chain: [Unit] = []
        var next = self[id]
        while let unit = next {
            chain.append(unit)
            next = unit.parent.flatMap { self[$0] }
        }
        return chain
    }

    /// The units below, nearest first; without the unit itself.
    func descendants(of id: Unit.ID) -> [Unit.ID] {
        var below: [Unit.ID] = []
        var level = children[id] ?? []
        for _ in 0..<Unit.deepest where !level.isEmpty {
            below += level
            level = level.flatMap { children[$0] ?? [] }
        }
        return below
    }
}
