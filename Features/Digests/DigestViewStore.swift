import Database
import Handbook
import Kernel

extension Digests {
    func view(_ id: Digest.ID, for actor: Actor) throws -> DigestView {
        let digest = try read(id, by: actor)
        let zone = try zone(of: digest.unit)
        let now = try count(digest.unit, digest.month, in: zone)
        let lines = digest.submission == nil ? now : try frozen(id)
        let readers = try readers(id)
        var people = Set(readers.map(\.staff))
        people.insert(digest.draftedBy)
        if let submission = digest.submission { people.insert(submission.by) }
        let checks = try tx.countermeasures.checks(of: id)
        people.formUnion(checks.values.flatMap { $0.map(\.by) })
        let mayWrite = actor.may(.readAdherence, in: digest.unit, isOwn: false)
        return DigestView(
            digest: digest, unitName: try tx.units.require(digest.unit).name, lines: lines,
            changed: digest.submission == nil ? [] : Self.changes(from: lines, to: now),
            countermeasures: try tx.countermeasures.of(id), checks: checks,
            colleagues: digest.submission == nil && mayWrite ? try tx.colleagues(of: digest.unit, limit: 300) : [],
            reader: actor.staff.id, readers: readers, names: try tx.names(of: people), mayWrite: mayWrite,
            isReader: readers.contains { $0.staff == actor.staff.id && $0.readAt == nil }, zone: zone)
    }

    /// The digest as paper, for somebody who may read it.
    func paper(_ id: Digest.ID, for actor: Actor, in language: Language) throws -> DigestPaper {
        let view = try view(id, for: actor)
        let chain = try tx.units.chain(from: view.digest.unit)
        let handbook = try tx.handbooks.inForce(in: view.digest.unit)
        return DigestPaper(
            view: view, company: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? view.unitName,
            document: handbook.map { ($0.document.number, $0.document.version) }, printedBy: actor.staff.name,
            printedAt: tx.now, language: language, titles: try titles(of: view.readers.map(\.staff), in: language),
            readerTitle: try titleOfReader(beforeSubmitting: view, handbook, in: language))
    }

    private func titles(of staff: [Staff.ID], in t: Language) throws -> [Staff.ID: String] {
        var titles: [Staff.ID: String] = [:]
        for id in staff { titles[id] = try tx.actor(id).posts.first.map { $0.title(in: t) } }
        return titles
    }

    /// Who will sign is the superior of whoever submits it: of its writer, until then.
    private func titleOfReader(beforeSubmitting view: DigestView, _ handbook: Handbook?, in t: Language) throws
        -> String?
    {
        let posts = try tx.actor(view.digest.draftedBy).posts
        let superior = posts.lazy.compactMap { $0.superior }.first
        return superior.flatMap { handbook?.post($0) }.map { $0.title(in: t) }
    }

    /// The complaints that the table counts, as the cases stand now: those of its unit and of all units below, whoever
    /// looks. A case opens only to whoever may read it.
    func complaints(
        _ id: Digest.ID, of category: String?, for actor: Actor, limit: Int, offset: Int
    ) throws -> FigureList {
        let digest = try read(id, by: actor)
        let zone = try zone(of: digest.unit)
        var query = FigureQuery(from: digest.month.first, to: digest.month.last)
        query.unit = digest.unit
        let types = try covers(digest.unit)
        query.type = types.count == 1 ? types[0].rawValue : nil
        query.dimension = category.map { _ in .category }
        query.key = category
        let scope = FigureScope(
            period: digest.month.period(in: zone),
            reach: .some(try [digest.unit] + tx.units.descendants(of: digest.unit)), staff: actor.staff.id,
            type: query.type, types: types.map(\.rawValue), dimension: query.dimension, key: category, zone: zone,
            now: tx.now)
        return try tx.figures.list(
            types == [.complaint] ? .complaints : .volume, .whole, query, within: scope, for: actor, limit: limit,
            offset: offset)
    }

    func shelf(for actor: Actor, limit: Int, offset: Int) throws -> DigestShelf {
        guard actor.holds(.readAdherence) else { throw NotAllowed(permission: .readAdherence, isElsewhere: false) }
        let (digests, total) = try list(actor.units(permitting: .readAdherence), limit: limit, offset: offset)
        let names = try tx.unitNames(of: Set(digests.map(\.unit)))
        let entries = try digests.map { digest in
            let readers = try readers(digest.id)
            return DigestShelf.Entry(
                digest: digest, unitName: names[digest.unit] ?? "", read: readers.count { $0.readAt != nil },
                readers: readers.count,
                waitsForMe: readers.contains { $0.staff == actor.staff.id && $0.readAt == nil })
        }
        let open = try tx.countermeasures.open(
            within: actor.units(permitting: .readAdherence), of: actor.staff.id, limit: DigestShelf.mostMeasures)
        let places = try tx.unitNames(of: Set(open.map(\.unit)))
        return DigestShelf(
            entries: entries, total: total, units: try tx.units(for: actor, permitting: .readAdherence),
            measures: open.map { ($0.measure, places[$0.unit] ?? "") }, reader: actor.staff.id)
    }

    /// The zone in which a unit counts its days.
    func zone(of unit: Unit.ID) throws -> Zone {
        let handbook = try tx.handbooks.inForce(in: unit)
        return handbook.flatMap { Zone($0.calendar.zone) } ?? .shanghai
    }

    private static func changes(from then: [Digest.Line], to now: [Digest.Line]) -> [DigestView.Change] {
        let current = Dictionary(now.map { ($0.category, $0) }) { first, _ in first }
        let frozen = Dictionary(then.map { ($0.category, $0) }) { first, _ in first }
        return Set(current.keys).union(frozen.keys).sorted().compactMap { category in
            guard current[category] != frozen[category] else { return nil }
            return DigestView.Change(
                category: category, then: frozen[category]?.number ?? 0, now: current[category]?.number ?? 0)
        }
    }
}
