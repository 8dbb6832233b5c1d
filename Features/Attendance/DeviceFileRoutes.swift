import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

/// GET  /attendance/files           what was brought in, and the form; POST brings a file in
/// GET  /attendance/files/:id       what became of its rows
struct DeviceFileRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/attendance/files") { [self] _, context in try await list(context) }
        routes.post("/attendance/files", use: upload)
        routes.get("/attendance/files/:id") { [self] _, context in
            let viewer = context.viewer
            let id: DeviceFile.ID = try context.identifier()
            return try await desk.read(context) { [desk] tx, actor in
                let file = try tx.deviceFiles.open(id, by: actor)
                return desk.frame(
                    viewer, actor, title: file.name, section: .attendance,
                    trail: [Trail(viewer.language(.deviceFilesTitle), url: "/attendance/files")]
                ).page(
                    content: DeviceFilePages(viewer: viewer, names: [:], units: []).one(
                        file, try tx.deviceFiles.problems(of: id)))
            }
        }
    }

    /// Whatever stands in the way is said beside the form; a file is in as a whole, with its reasons, or not at all.
    @Sendable private func upload(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            var problems: [String: String] = [:]
            let file = context.files("file").first
            if file?.name.isEmpty != false { problems["file"] = t(.deviceFileMissing) }
            let unit: Unit.ID
            let device: String?
            do {
                (unit, device) = try form(
                    context.form.identifier("unit", of: Unit.self), context.form.optional("device", max: 40))
            } catch {
                throw Invalid(error.problems.merging(problems) { first, _ in first })
            }
            guard let file, problems.isEmpty else { throw Invalid(problems) }
            guard file.size <= DeviceFile.mostBytes else {
                throw SheetFault.tooLarge(bytes: file.size, limit: DeviceFile.mostBytes)
            }
            let rows = try await DeviceFileReading.rows(at: file.path)
            let digest = Secrets.hex(Secrets.sha256(try file.bytes(atMost: DeviceFile.mostBytes)))
            let entered = try await desk.act(context) { tx, actor in
                try tx.deviceFiles.enter(
                    rows, named: file.name, digest: digest, from: device ?? "", into: unit, by: actor)
            }
            return context.seeOther("/attendance/files/\(entered.id)")
        } catch let invalid as Invalid {
            return context.invalid(try await list(context, typed: Typed(context.form, invalid)))
        } catch let fault as SheetFault {
            let problem = Invalid(["file": t(fault.sentence)])
            return context.invalid(try await list(context, typed: Typed(context.form, problem)))
        } catch let refusal as DeviceFile.Refusal {
            let problem = Invalid(["file": refusal.sentence(in: t)])
            return context.invalid(try await list(context, typed: Typed(context.form, problem)))
        }
    }

    private func list(_ context: SignedIn, typed: Typed? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units(for: actor, permitting: .manageAttendance)
            guard !units.isEmpty else { throw NotAllowed(permission: .manageAttendance, isElsewhere: false) }
            let files = try tx.deviceFiles.of(units.map(\.id))
            let t = viewer.language
            let pages = DeviceFilePages(
                viewer: viewer, names: try tx.names(of: Set(files.map(\.enteredBy))), units: units)
            return desk.frame(
                viewer, actor, title: t(.deviceFilesTitle), section: .attendance,
                trail: [Trail(t(.attendanceTeam), url: "/attendance/team")], lead: "\(t(.deviceFilesLead))"
            ).page(content: pages.list(files, typed: typed, refusal: nil))
        }
    }
}
