import Kernel
import Web

/// 考勤机导入: a file in, and what became of its rows.
struct DeviceFilePages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    let units: [Unit]

    private var t: Language { viewer.language }

    func list(_ files: [DeviceFile], typed: Typed?, refusal: HTML?) -> HTML {
        let typed = typed ?? Typed(["unit": units.first?.id.rawValue ?? ""])
        let controls = Controls(typed, in: t, prefix: "device-")
        let problem = typed.problems["file"]
        let columns = [
            Table.Column(t(.deviceFile), .name), Table.Column(t(.deviceName)), Table.Column(t(.deviceRows), .figure),
            Table.Column(t(.deviceTaken), .figure), Table.Column(t(.deviceLeft), .figure), Table.Column(t(.deviceBy)),
            Table.Column(t(.deviceAt)),
        ]
        let rows = files.map { file -> Table.Row in
            let url = "/attendance/files/\(file.id)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(file.name)</a>", "\(file.device)", "\(String(file.rows))",
                    "\(String(file.taken))", "\(String(file.rows - file.taken))", "\(names[file.enteredBy] ?? "")",
                    "\(file.enteredAt.monthAndTime(in: viewer.zone, t))",
                ], url: url)
        }
        let list: HTML =
            files.isEmpty
            ? EmptyState(icon: "file-import", t(.deviceNone)).html : Table(t(.deviceFilesTitle), columns).html(rows)
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel">\(viewer.uploadForm(
                to: "/attendance/files",
                """
                \(controls.summary(["unit": t(.attendanceUnit), "device": t(.deviceName), "file": t(.deviceFile)]))\
                \(controls.select("unit", t(.attendanceUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                \(controls.text("device", t(.deviceName), max: 40))\
                <div class="field"><label class="form-label" for="device-file">\(t(.deviceFile))<span class="must" aria-hidden="true">*</span></label>\
                <input class="form-control" type="file" name="file" id="device-file" aria-describedby="device-file-hint" \
                accept=".xlsx,.csv,.txt,text/csv"><p class="hint" id="device-file-hint">\(t(.deviceFileHint))</p>\
                \(problem.map { "<p class=\"problem\">\($0)</p>" as HTML })</div>\
                <p>\(viewer.submit(t(.deviceUpload)))</p>
                """))</section><section class="panel">\(list)</section>
            """
    }

    func one(_ file: DeviceFile, _ problems: [DeviceFiles.Row]) -> HTML {
        let left = file.rows - file.taken
        let counts = Dictionary(grouping: problems, by: \.problem).mapValues(\.count)
        let reasons = counts.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }.map {
            "<li>\(StateBadge($0.key == .known || $0.key == .twice ? .plain : .warned, "\(t($0.key.word)) × \($0.value)").html)</li>"
                as HTML
        }
        let columns = [
            Table.Column(t(.deviceRow), .figure), Table.Column(t(.deviceReason), .name), Table.Column(t(.deviceText)),
        ]
        let rows = problems.map {
            Table.Row(["\(String($0.number))", "\(t($0.problem.word))", "\($0.text)"])
        }
        let rest: HTML =
            problems.isEmpty
            ? "<p class=\"soft\">\(t(.deviceAllTaken))</p>"
            : """
            <ul class="plain-list">\(HTML(reasons))</ul>\
            \(left > problems.count ? "<p class=\"soft\">\(t(.deviceShown, String(problems.count)))</p>" as HTML : .empty)\
            \(Table(t(.deviceLeft), columns, isCompact: true).html(rows))
            """
        return """
            <section class="panel"><p>\(t(.deviceSum, String(file.rows), String(file.taken), String(left)))</p>\(rest)</section>
            """
    }
}
