import Kernel

/// The fields of an import, as headings of our templates.
extension Word {
    static let importExternalNumber = Word("外部编号", "External number")
    static let importSubject = Word("主题", "Subject")
    static let importContent = Word("内容", "Content")
    static let importDemand = Word("诉求", "Demand")
    static let importType = Word("工单类型", "Type")
    static let importSeverity = Word("严重程度", "Severity")
    static let importChannel = Word("渠道", "Channel")
    static let importSource = Word("来源途径", "Source")
    static let importCategory = Word("问题类别", "Category")
    static let importProduct = Word("商品或服务", "Product")
    static let importPlace = Word("地点", "Place")
    static let importOrganisation = Word("单位名称", "Organisation")
    static let importSpecialNeeds = Word("特殊需要", "Special needs")
    static let importComplainant = Word("客户", "Customer")
    static let importName = Word("姓名", "Name")
    static let importPhone = Word("电话", "Phone")
    static let importMemberNumber = Word("会员号", "Member number")
    static let importReportedAt = Word("受理时间", "Reported at")
    static let importHandler = Word("承办人", "Handler")
    static let importUnit = Word("承办单位", "Handling unit")
    static let importCompletedAt = Word("办结时间", "Completed at")
    static let importSolution = Word("处理结果", "Solution")
    static let importEvaluation = Word("评价总结", "Evaluation")
    static let importLesson = Word("经验教训", "Lesson")
}

/// What to write in a column of the template.
extension Word {
    static let importNoteExternal = Word(
        "原系统中的编号。再次导入时，同一来源、同一编号的记录会被更新而不会重复。",
        "The number in the other system. Imported again, the same number of the same source is updated, not doubled.")
    static let importNoteSubject = Word("必填，一句话，最多 80 字。", "Required, one sentence, at most 80 characters.")
    static let importNoteContent = Word("事情经过，最多 4000 字。", "What happened, at most 4000 characters.")
    static let importNoteDemand = Word("客户要求怎样解决，最多 1000 字。", "What the customer asks for, at most 1000 characters.")
    static let importNoteType = Word("按本部门手册的名称，如“投诉”“咨询”。", "As the handbook names it.")
    static let importNoteSeverity = Word("一般、严重或重大；空白按一般。", "Ordinary, serious or major; empty is ordinary.")
    static let importNoteChannel = Word("客户从哪里来：电话、柜台、邮件等；空白按网站。", "How the customer came; empty is the web.")
    static let importNoteSource = Word("谁报来的；空白按客户直接。", "Who reported it; empty is the customer.")
    static let importNoteCategory = Word("手册中的类别，最多 40 字。", "A category of the handbook, at most 40 characters.")
    static let importNoteProduct = Word("商品、产品或服务的名称。", "The name of the goods or the service.")
    static let importNotePlace = Word("门店或发生地点。", "The store, or where it happened.")
    static let importNoteOrganisation = Word("客户所在单位；个人写“个人”。", "The customer's organisation.")
    static let importNoteNeeds = Word("如“只在晚间接听”。", "For example: answers in the evening only.")
    static let importNoteComplainant = Word("姓名，最多 50 字。", "The name, at most 50 characters.")
    static let importNotePhone = Word(
        "5 到 15 位数字，可带 +86、空格和短横。", "5 to 15 digits; +86, spaces and hyphens may stand in it.")
    static let importNoteMember = Word("会员号或卡号，最多 40 字。", "Member or card number, at most 40 characters.")
    static let importNoteTime = Word(
        "写作 2026-01-05 10:30；空白按导入时刻。", "As 2026-01-05 10:30; empty is the moment of the import.")
    static let importNoteHandler = Word("账号或姓名；空白由导入人承办。", "Account or name; empty is whoever imports.")
    static let importNoteUnit = Word(
        "单位编码或名称；空白按上传时所选。", "Code or name of the unit; empty is the one chosen on upload.")
    static let importNoteCompleted = Word(
        "填写则按已办结的历史工单导入，受理时间也须填写；空白为未结工单。",
        "Filled in, the case comes in closed, and needs its time of report; empty is an open case.")
    static let importNoteSolution = Word(
        "已办结工单怎样解决的，最多 8000 字。", "How a closed case was solved, at most 8000 characters.")
    static let importNoteEvaluation = Word("已办结工单的评价，最多 1000 字。", "The evaluation of a closed case.")
    static let importNoteLesson = Word("已办结工单的教训，最多 1000 字。", "The lesson of a closed case.")
}

/// What a case says besides: our view apart from the facts, hopes beyond the demand, and what its category asks at once.
extension Word {
    static let importExpectation = Word("期望", "Expectation")
    static let importOpinion = Word("我方看法", "Our opinion")
    static let importGrade = Word("客户服务等级", "Service level")
    static let importDetails = Word("必问细节", "Details asked")
    static let importNoteExpectation = Word("诉求之外的期望，最多 400 字。", "Hopes beyond the demand, at most 400 characters.")
    static let importNoteOpinion = Word("与事实分开写，最多 400 字。", "Apart from the facts, at most 400 characters.")
    static let importNoteGrade = Word(
        "重点、普通、一般、试用客户或服务期外；客户已有等级的以档案为准。", "The service level; a customer's own goes before it.")
    static let importNoteDetails = Word(
        "写作“名称：内容”，几项之间用分号隔开。", "“Name: value”, several parted by semicolons.")
    static let importCellDetails = Word("“{0}”应写作“名称：内容”。", "“{0}” should be “name: value”.")
}

/// More columns of customers.
extension Word {
    static let importCustomerKind = Word("客户类型", "Kind")
    static let importAddress = Word("地址", "Address")
    static let importPreferences = Word("偏好", "Preferences")
    static let importContactWindow = Word("联系时段", "Contact window")
    static let importCustomerProducts = Word("购买商品", "Products")
    static let importRemark = Word("备注", "Note")
    static let importNoteCustomerKind = Word("个人、单位或住户；空白按个人。", "Person, organisation or household.")
    static let importNoteAny = Word("可不填。", "May stay empty.")
}

/// What is wrong with a cell or a row.
extension Word {
    static let importCellMissing = Word("此列必填。", "This column must be filled in.")
    static let importCellUnprintable = Word(
        "含有无法显示的字符 {0}，请删去后重新上传。", "It holds the character {0}, which cannot be shown; delete it and upload again.")
    static let importCellTooLong = Word("有 {0} 字，最多 {1} 字。", "{0} characters; at most {1} fit.")
    static let importCellChoice = Word("“{0}”不是可填的值，可填：{1}。", "“{0}” is none of: {1}.")
    static let importCellPhone = Word("“{0}”不是电话号码，应为 5 到 15 位数字。", "“{0}” is no telephone number of 5 to 15 digits.")
    static let importCellTime = Word("“{0}”不是日期时间，请写作 2026-01-05 10:30。", "“{0}” is no time; write 2026-01-05 10:30.")
    static let importCellFuture = Word("“{0}”晚于现在。", "“{0}” lies in the future.")
    static let importCellUnit = Word("没有“{0}”这个单位，或您不能往那里登记。", "There is no unit “{0}”, or you may not register there.")
    static let importCellPerson = Word(
        "没有“{0}”这位可以承办的同事，请填账号。", "Nobody called “{0}” can handle it; write the account.")
    static let importCellTwoPeople = Word(
        "有几位同事都叫“{0}”，请改填账号。", "Several colleagues are called “{0}”; write the account.")
    static let importClosedBeforeReport = Word("办结时间早于受理时间。", "It was closed before it was reported.")
    static let importClosedWithoutReport = Word("已办结的工单须写明受理时间。", "A closed case needs its time of report.")
    static let importTwice = Word("与第 {0} 行的外部编号相同。", "Row {0} has the same external number.")
    static let importClause = Word("§{0}：{1}", "§{0}: {1}")
    static let importTypeNotTaken = Word("该单位的手册不受理“{0}”。", "The handbook of the unit does not take “{0}”.")
    static let importCaseOver = Word("这个编号的工单已经结束，不能再更新。", "The case of this number is over and is not updated.")
    static let importCustomerRefused = Word(
        "该客户已合并、已匿名或已限制服务，不能这样登记。", "The customer was merged, anonymised or is served by a supervisor only.")
    static let importElsewhere = Word("这个编号的记录不在您的权限范围内。", "The record of this number lies beyond your reach.")
}

/// Why a file is not read, or an import has stopped.
extension Word {
    static let importEmpty = Word("文件里没有内容。", "There is nothing in the file.")
    static let importNoRows = Word("文件里只有标题行，没有数据。", "There is a heading in the file and no rows.")
    static let importNotATable = Word("这不是表格文件。请上传 xlsx 或 CSV。", "This is no table; upload xlsx or CSV.")
    static let importOldOrLocked = Word(
        "这是旧版 xls，或设了密码。请在 Excel 中另存为不带密码的 xlsx 再上传。",
        "This is an old xls, or has a password; save it as xlsx without one.")
    static let importDamaged = Word("文件已损坏，打不开。请在 Excel 中重新保存一次。", "The file is damaged; save it once more in Excel.")
    static let importTooLarge = Word("文件有 {0} MB，最多 {1} MB。请分成几个文件。", "The file has {0} MB; at most {1} MB. Split it.")
    static let importSwells = Word(
        "文件解压后超过 {0} MB，不予读取。", "It unpacks to more than {0} MB and is not read.")
    static let importTooManyParts = Word("文件内部超过 {0} 个部分，不予读取。", "It has more than {0} parts and is not read.")
    static let importTooManyRows = Word("超过 {0} 行。请分成几个文件。", "More than {0} rows; split the file.")
    static let importTooManyColumns = Word(
        "有 {0} 列，最多 {1} 列。请删去不需要的列。", "{0} columns; at most {1}. Delete what is not needed.")
    static let importLongCell = Word("第 {0} 行第 {1} 列的内容超过 {2} MB。", "Row {0}, column {1} holds more than {2} MB.")
    static let importEntities = Word("文件里有自定义实体，不安全，不予读取。", "It defines entities, which is unsafe, and is not read.")
    static let importMixed = Word(
        "文件里混有两种编码：第 {0} 行是 UTF-8，第 {1} 行不是。请统一保存为 UTF-8 后再上传。",
        "Two encodings in one file: row {0} is UTF-8, row {1} is not. Save it as UTF-8.")
    static let importEncoding = Word(
        "从第 {0} 行起的文字编码无法识别。请另存为 UTF-8 或 GB18030。",
        "From row {0} on the encoding is unknown; save it as UTF-8 or GB18030.")
    static let importOpenQuote = Word("第 {0} 行的引号没有配对。", "A quotation mark in row {0} does not close.")
    static let importTextAfterQuote = Word(
        "第 {0} 行的引号后面还有文字。", "In row {0} something stands behind a closing quotation mark.")
    static let importNoSheet = Word("文件里没有可见的工作表。", "There is no sheet in sight.")
    static let importAbandoned = Word("读取中断，请重新上传。", "The reading was broken off; upload the file again.")
    static let importNoRight = Word(
        "您已没有导入权限，导入停止。", "The right to bring data in was taken away; the import has stopped.")
    static let importNothingRow = Word(
        "第 {0} 行未能导入，按“全部或全不”，没有导入任何一行。", "Row {0} was refused: all or nothing, so nothing was brought in.")
    static let importNothingNumbers = Word(
        "有外部编号已被别的导入占用，按“全部或全不”，没有导入任何一行。",
        "An external number was taken by another import meanwhile: nothing was brought in.")
    static let importCancelledKept = Word(
        "{0}取消了导入；已导入的 {1} 行保留，其余未导入。",
        "{0} cancelled it; the {1} rows brought in stay, the others were not brought in.")
    static let importCancelledNothing = Word("{0}取消了导入；没有导入任何一行。", "{0} cancelled it; nothing was brought in.")
}

/// The pages.
extension Word {
    static let importsTitle = Word("导入", "Imports")
    static let importNew = Word("新建导入", "New import")
    static let importTitle = Word("导入 {0} · {1}", "Import {0} · {1}")
    static let importKind = Word("导入什么", "What")
    static let importKindCases = Word("工单", "Cases")
    static let importKindCustomers = Word("客户", "Customers")
    static let importInto = Word("归入单位", "Into the unit")
    static let importFrom = Word("来自哪个系统", "From which system")
    static let importFromHint = Word(
        "如“旧工单系统”“12345 热线”。外部编号在同一来源内不重复。", "External numbers are unique within one source.")
    static let importFile = Word("文件", "File")
    static let importFileHint = Word(
        "xlsx 或 CSV（UTF-8、GB18030、UTF-16，也可以是 .csv.gz），最大 50 MB、10 万行。",
        "xlsx or CSV (UTF-8, GB18030, UTF-16, packed as .csv.gz or not), up to 50 MB and 100,000 rows.")
    static let importFileMissing = Word("请选择文件。", "Choose a file.")
    static let importUpload = Word("上传并检查", "Upload and check")
    static let importTemplates = Word("模板", "Templates")
    static let importTemplateLead = Word(
        "第一张表填写数据，第二张表是说明。列的顺序不限，也可以直接上传别的系统导出的表。",
        "Data on the first sheet, notes on the second. Columns may stand in any order; tables of other systems are read too."
    )
    static let importTemplateCases = Word("下载工单模板", "Template for cases")
    static let importTemplateCustomers = Word("下载客户模板", "Template for customers")
    static let importRules = Word("导入规则", "Rules")
    static let importRuleGate = Word(
        "导入与手工登记守同样的条款：登记必填的项目，缺一行就挡一行。", "The same clauses hold as for cases typed in.")
    static let importRuleOpen = Word(
        "未结工单：时限从导入之时起算，过去的时间不算超时。", "Open cases: clocks start with the import; the past is no breach.")
    static let importRuleHistory = Word(
        "已结工单：手册生效前受理的，按历史归档，保留原来的时间，不计入执行率。",
        "Closed cases from before the handbook are archived as history and count in no rate.")
    static let importRuleClose = Word(
        "手册生效后受理的已结工单，须具备手册要求的全部结案条件，否则请按未结工单导入。",
        "Cases reported under the handbook must meet all it asks before a close, or come in open.")
    static let importsEmpty = Word("还没有导入过。先下载模板，或直接上传别的系统导出的表格。", "Nothing has been imported yet.")
    static let importWho = Word("谁、何时", "Who, when")
    static let importState = Word("状态", "State")
    static let importResult = Word("结果", "Result")
    static let importRowsOf = Word("{0} 行", "{0} rows")
    static let importStateUploaded = Word("正在读取", "being read")
    static let importStateRead = Word("检查中", "being checked")
    static let importStateUnmapped = Word("待对应列", "columns to be assigned")
    static let importStatePreviewed = Word("待导入", "ready to import")
    static let importStateRunning = Word("导入中", "running")
    static let importStateFinished = Word("已完成", "finished")
    static let importStateCancelled = Word("已取消", "cancelled")
    static let importStateFailed = Word("未成功", "failed")
    static let importFacts = Word("{0} · {1} · {2} 行 · 标题在第 {3} 行", "{0} · {1} · {2} rows · heading in row {3}")
    static let importOtherSheets = Word("另有工作表未读取：{0}。", "Other sheets were not read: {0}.")
    static let importChecked = Word("已检查 {0} / {1} 行，有问题 {2} 行", "{0} of {1} rows checked, {2} with problems")
    static let importAllGood = Word("{0} 行全部可以导入。", "All {0} rows can be brought in.")
    static let importSomeBad = Word("{0} 行可以导入，{1} 行有问题。", "{0} rows can be brought in, {1} have problems.")
    static let importAllBad = Word("{0} 行都有问题，无法导入。请按下面的说明修改后重新上传，或改正列的对应。", "All {0} rows have problems.")
    static let importRunningAt = Word(
        "已处理 {0} / {1} 行：新建 {2}，更新 {3}，跳过 {4}，被拒 {5}", "{0} of {1} rows: {2} new, {3} updated, {4} skipped, {5} refused"
    )
    static let importStaging = Word("正在备齐 {0} / {1} 行，备齐后一次发布", "Made ready {0} of {1} rows, to be published together")
    static let importPublishedNow = Word(
        "已于 {0} 一次发布；正在补记时限、客户和检索：{1} / {2} 行", "Published at {0}; clocks, customers and search follow: {1} of {2} rows"
    )
    static let importDone = Word(
        "新建 {0}，更新 {1}，跳过 {2}，未导入 {3}", "{0} new, {1} updated, {2} skipped, {3} not brought in")
    static let importColumns = Word("列的对应", "Columns")
    static let importColumnsLead = Word(
        "系统按标题认出了下面的列。认错了就改过来，下次会记住。", "Recognised by their headings. Correct what is wrong; it is remembered.")
    static let importField = Word("项目", "Field")
    static let importFromColumn = Word("取自哪一列", "From column")
    static let importFixed = Word("或全部填", "Or for all rows")
    static let importNoColumn = Word("— 不导入 —", "— leave out —")
    static let importColumnName = Word("第 {0} 列 {1}", "{0}: {1}")
    static let importMap = Word("保存并重新检查", "Save and check again")
    static let importNeeded = Word("须先指定：{0}。", "Assign first: {0}.")
    static let importFixedTooLong = Word("“{0}”太长，最多 {1} 字。", "“{0}” is too long; at most {1} characters.")
    static let importColumnUnknown = Word("没有这一列。", "There is no such column.")
    static let importColumnTwice = Word("同一列只能对应一个项目。", "A column serves one field.")
    static let importPreview = Word("前 {0} 行", "The first {0} rows")
    static let importRow = Word("行", "Row")
    static let importProblems = Word("问题清单", "Problems")
    static let importColumn = Word("列", "Column")
    static let importProblem = Word("问题", "Problem")
    static let importCell = Word("第 {0} 列 {1}", "{0}: {1}")
    static let importWholeRow = Word("整行", "the row")
    static let importHow = Word("怎样导入", "How")
    static let importGoodOnly = Word("只导入没有问题的行", "Good rows only")
    static let importGoodOnlyHint = Word(
        "有问题的行写进失败文件，改好后再传。", "The others go into a file with the reason, to be mended.")
    static let importAll = Word("全部或全不", "All or nothing")
    static let importAllHint = Word(
        "全部备齐后同一时刻出现；有一行不成，就一行也不导入。", "All appear at one instant; if one row fails, none comes in.")
    static let importExisting = Word("外部编号已经有的行", "Rows whose external number is here already")
    static let importUpdate = Word("更新原记录", "Update the record")
    static let importSkip = Word("跳过", "Skip")
    static let importStart = Word("开始导入", "Start")
    static let importStarted = Word("已开始导入 {0}。您可以离开，完成后这里会显示结果。", "Import {0} has started; you may leave this page.")
    static let importCancel = Word("取消导入", "Cancel")
    static let importFailureCSV = Word("失败文件 CSV", "Failure file, CSV")
    static let importFailureSheet = Word("失败文件 xlsx", "Failure file, xlsx")
    static let importReason = Word("未导入原因", "Why not imported")
    static let importReasonCancelled = Word("导入已取消", "the import was cancelled")
    static let importRowsGone = Word("原始行已按期清除，只保留统计。", "The rows were cleared away in time; the counts stay.")
    static let importNotes = Word("填写说明", "Notes")
    static let importNoteColumn = Word("说明", "Note")
    static let importNoteExample = Word("示例", "Example")
    static let importNoteRequired = Word("必填", "Required")
    static let importNotNow = Word("导入现在是“{0}”，不能这样做。", "The import is “{0}” now.")
    static let importAlreadyPublished = Word("已经一次发布，不能取消。", "It has been published and cannot be cancelled.")
    static let importNotWhole = Word(
        "有 {0} 行有问题，不能“全部或全不”。请先改正，或只导入没有问题的行。", "{0} rows have problems: all or nothing is not possible.")
    static let importNothingToBring = Word("没有可以导入的行。", "There is no row to bring in.")
    static let importTooManyOpen = Word(
        "您已有 {0} 个没有结束的导入。请先开始或取消其中几个，再上传新的文件。",
        "You have {0} imports that are not over. Start or cancel some of them before you upload another file.")
    static let importNotFaulty = Word(
        "这个导入没有因系统出错而停止，不需要再试。", "This import has not stopped by a fault; there is nothing to try again.")
    static let importFaulty = Word(
        "系统在处理第 {1} 行起的一段时连续 5 次出错，导入已停止；此前导入的行不受影响。请把编号 {0} 告诉系统管理员，处理好后点“再试一次”，会从停下的地方继续。",
        "The piece that begins with row {1} went wrong five times by a fault of the system, so the import has stopped; what came in before stays. Tell the administrator its number, {0}; once that is mended, “Try again” goes on where it stopped."
    )
    static let importFaultyPublished = Word(
        "各行已经发布，但建立期限和搜索时连续 5 次出错，已停止。请把编号 {0} 告诉系统管理员，处理好后点“再试一次”，会把剩下的做完。",
        "All rows were published, but setting up their clocks and search went wrong five times. Tell the administrator its number, {0}; once that is mended, “Try again” does the rest."
    )
    static let importLapsed = Word(
        "14 天没有人继续，导入已失效，读入的行将被清除。需要时请重新上传。",
        "Nobody went on with this import for 14 days: it has lapsed and its rows are cleared. Upload the file again if it is needed."
    )
    static let importTryAgain = Word("再试一次", "Try again")
}
