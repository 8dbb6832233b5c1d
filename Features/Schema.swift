package import Database

/// The whole schema: every feature's migrations, in the order in which their tables need each other. Append only: a
/// feature adds a step to its own list, a new feature adds its list at the end.
package enum Schema {
    package static let migrations: [Migration] =
        EventSchema.migrations + SealSchema.migrations + HouseSchema.migrations + StaffSchema.migrations
        + CalendarSchema.migrations + HandbookSchema.migrations + ObligationSchema.migrations
        + CustomerSchema.migrations + CaseSchema.migrations + SearchSchema.migrations + PresenceSchema.migrations
        + AssignmentSchema.migrations + WallSchema.migrations + AttachmentSchema.migrations
        + ImportSchema.migrations + ExportSchema.migrations
        + IntegrationSchema.migrations
        + [CaseSchema.ways] + SlipSchema.migrations
        + CaseLibrarySchema.migrations
        + SavedViewSchema.migrations
        + FigureSchema.migrations
        + DigestSchema.migrations
        + ContactSchema.migrations + MessageSchema.migrations
        + ReceptionChannelSchema.migrations + [
            ContactSchema.receptions, MessageSchema.callers, CustomerSchema.spellings,
        ]
        + [CaseSchema.staging, CaseSchema.handovers]
        + CaseTalkSchema.migrations + CaseTabSchema.migrations + CaseWatchSchema.migrations
        + PaletteSchema.migrations + QuickTextSchema.migrations
        + [CaseSchema.hands]
        + CategoryHintSchema.migrations
        + [CaseSchema.slips]
        + [CustomerSchema.staging]
        + [DigestSchema.duties] + CaseSampleSchema.migrations
        + [ImportSchema.runner, ImportSchema.patience]
        + [HouseSchema.receivers, IntegrationSchema.pacing]
        + [ObligationSchema.rounds]
        + [CustomerSchema.lookups]
        + [ContactSchema.closings]
        + [CaseSchema.readings, CustomerSchema.countings]
        + [CaseSchema.counts, ObligationSchema.posts]
        + [ContactSchema.particulars, ReceptionChannelSchema.holidays]
        + MailboxSchema.migrations + [ContactSchema.letters] + StandingSchema.migrations
        + [
            ContactSchema.counts, ExportSchema.counts, ImportSchema.counts, ObligationSchema.decisions,
            SlipSchema.waiting,
            DigestSchema.waiting, CaseSampleSchema.verified,
        ]
        + [CaseSchema.drafts] + VitalSchema.migrations
        + [ObligationSchema.hands, CaseSchema.attempts]
        + [ObligationSchema.counting, CaseSchema.lists]
        + [CaseSchema.papers, CaseLibrarySchema.meetings]
        + [CaseSchema.refusals]
        + [CaseSchema.authorities, DigestSchema.subtrees]
        + [StaffSchema.givenPasswords]
        + RosterSchema.migrations + DutySchema.migrations
        + LeaveSchema.migrations + ShiftSwapSchema.migrations
        + [RosterSchema.endings] + HandoverSchema.migrations + [LeaveSchema.papers, ShiftSwapSchema.shares]
        + RosterProposalSchema.migrations
        + AttendanceSchema.migrations + LeavePostSchema.migrations + OvertimeSchema.migrations
        + PreShiftCheckSchema.migrations + DutyLogSchema.migrations
        + [LeaveSchema.recounts, LeaveSchema.standIns, ShiftSwapSchema.lapses]
        + DispatchSchema.migrations + DailyReportSchema.migrations
        + DayPlanSchema.migrations + [HandoverSchema.steps]
        + [LeavePostSchema.presence]
        + [RosterSchema.stamps, ShiftSwapSchema.legs, RosterSchema.feedDigests, MessageSchema.units]
        + [AssignmentSchema.guests]
        + [LeaveSchema.basis, LeaveSchema.asked]
        + [ShiftSwapSchema.waiting, ShiftSwapSchema.waivers]
        + [HandoverSchema.languages]
}
