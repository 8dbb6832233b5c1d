import Handbook
import Kernel

extension Word {
    static let contactChange = Word("修改", "Change")
    static let contactNumberKept = Word("现为 {0}；留空不改", "now {0}; left empty it stays")
    static let customerPaper = Word("打印档案卡", "Print the file card")
    static let formCustomerFile = Word("客户信息档案", "Customer file card")
    static let fileCustodian = Word("保管人", "Custodian")
    static let fileOwner = Word("专属客服", "Owner agent")
    static let fileContacts = Word("联系人与联系方式", "Contacts and numbers")
    static let fileCaseHistory = Word("诉求记录", "Case history")
    static let fileContactHistory = Word("联系记录", "Contact history")
    static let fileVisitHistory = Word("回访记录", "Visit history")
    static let filePurchases = Word("购买记录", "Purchases")
    static let filePurchasesNone = Word("本系统不登记购买。", "Purchases are not kept here.")
    static let fileConfidential = Word("密级", "Confidentiality")
    static let fileConfidentialInternal = Word("内部资料，不得外传", "Internal, not to be passed on")
    static let fileNumber = Word("档案编号", "File number")
    static let fileSatisfaction = Word("满意度", "Satisfaction")
    static let filePrintedNone = Word("无", "none")

    static let customerMarkService = Word("须主管接待：{0}", "served by a supervisor only: {0}")
    static let customerMarkOutreach = Word("不主动联系：{0}", "not contacted by us: {0}")
    static let customerMarkAnonymised = Word("已匿名化", "anonymised")

    static let customersTitle = Word("客户", "Customers")

    // Refusals
    static let customerServiceBlocked = Word(
        "该客户已被限制受理，请由主管接待；解除限制须写明原因。", "This customer is served by a supervisor only; lifting that needs a reason.")
    static let customerOutreachBlocked = Word("该客户已设为不主动联系。", "This customer is not contacted on our initiative.")
    static let customerNotBlocked = Word("该客户没有受到限制。", "This customer is not blocked.")
    static let customerMergedAway = Word(
        "该档案已并入另一份客户档案，请在那里办理。", "This file was merged into another; please work there.")
    static let customerIsAnonymised = Word(
        "该客户已匿名化，档案不能再改。", "This customer was anonymised; the file can no longer be changed.")
    static let customerNoReason = Word("请写明原因（至少 2 个字）。", "Please give a reason (two characters at least).")
    static let customerChangedMeanwhile = Word(
        "您打开后，同事已保存过这份档案。", "A colleague has saved this file since you opened it.")
    static let customerTooManyParts = Word(
        "一份档案最多 {0} 条，请先删去不用的。", "A file holds {0} at most; please remove some first.")
    static let customerPartUnknown = Word("这一条已不在档案里。", "That entry is no longer on file.")

    // Search
    static let lookupTooManyHour = Word(
        "一小时内已按 {0} 个不同的完整号码查找，请稍后再查，或改用姓名、卡号、工单号。上级已收到提示。",
        "You have looked for {0} different whole numbers within an hour. Try again later, or look by name, card or case number. Your superior has been told."
    )
    static let lookupTooManyDay = Word(
        "一天内已按 {0} 个不同的完整号码查找，请明天再查，或改用姓名、卡号、工单号。上级已收到提示。",
        "You have looked for {0} different whole numbers within a day. Try again tomorrow, or look by name, card or case number. Your superior has been told."
    )
    static let customerSearchLabel = Word("查找客户", "Find a customer")
    static let customerSearchHint = Word(
        "号码、后四位、会员号、姓名、拼音或首字母", "number, last four, card, name, pinyin or initials")
    static let customerSearchNone = Word(
        "没有找到「{0}」。核对号码，或新建客户。", "Nothing found for “{0}”. Check the number, or file a new customer.")
    static let customerFound = Word("找到的客户", "Customers found")
    static let customerBlockedShort = Word("受限", "blocked")
    static let customerNeedsShort = Word("特殊需求", "special needs")

    static let customerKindPerson = Word("个人", "person")
    static let customerKindOrganisation = Word("单位", "organisation")
    static let customerKindHousehold = Word("住户", "household")

    // Forms
    static let customerBadNumber = Word(
        "请输入电话号码，如 138 0013 8000。", "Please type a telephone number, e.g. 138 0013 8000.")
    static let customerBadAddress = Word("请输入完整的账号或地址。", "Please type the whole account or address.")
    static let customerNew = Word("新建客户", "New customer")
    static let customerEdit = Word("修改档案", "Edit the file")
    static let customerMoreFacts = Word("更多资料", "More of the file")
    static let customerSave = Word("保存", "Save")
    static let customerUnit = Word("所属单位", "Unit")
    static let customerReason = Word("原因", "Reason")
    static let customerChangeReason = Word("修改原因", "Reason for the change")
    static let customerChangeReasonHint = Word(
        "如：客户来电更正、回访核实", "e.g. corrected by the customer, asked on a return visit")
    static let customerNow = Word("同事已存为：{0}", "saved by a colleague: {0}")
    static let customerConflict = Word(
        "您打开后，同事已保存过这份档案。下面是您填的内容，旁边是同事保存的内容；核对后再保存一次。",
        "A colleague has saved this file since you opened it. Here is what you typed, and beside it what they saved; check, and save again."
    )
    static let customerEmpty = Word("（空）", "(empty)")
    static let customerChoose = Word("请选择", "please choose")

    // Fields of the file card F-02
    static let customerFieldKind = Word("类别", "Kind")
    static let customerFieldName = Word("姓名（单位名称、房号）", "Name (of the firm, of the flat)")
    static let customerFieldSalutation = Word("称呼", "Salutation")
    static let customerFieldMemberNumber = Word("会员号", "Card number")
    static let customerFieldSpecialNeeds = Word("特殊需求", "Special needs")
    static let customerFieldPreferences = Word("偏好", "Preferences")
    static let customerFieldLanguage = Word("语言、方言", "Language, dialect")
    static let customerFieldContactWindow = Word("方便联系的时间", "When to reach")
    static let customerFieldComputerSkill = Word("电脑熟练程度", "Computer skill")
    static let customerFieldAddress = Word("地址", "Address")
    static let customerFieldGrade = Word("客户等级", "Grade")
    static let customerFieldContractNumber = Word("合同号", "Contract number")
    static let customerFieldContractUntil = Word("合同到期日", "Contract until")
    static let customerFieldProducts = Word("产品及版本", "Products and versions")
    static let customerFieldEnvironment = Word("使用环境", "Environment")
    static let customerFieldSource = Word("客户来源", "Source")
    static let customerFieldOwner = Word("责任客服", "Owner")
    static let customerFieldNote = Word("备注", "Note")
    static let customerFieldContactPoint = Word("联系方式", "Contact point")
    static let customerFieldContact = Word("联系人", "Contact")
    static let customerFieldStanding = Word("限制", "Block")

    static let customerMr = Word("先生", "Mr")
    static let customerMs = Word("女士", "Ms")
    static let customerSkillNone = Word("不熟悉", "none")
    static let customerSkillSome = Word("一般", "some")
    static let customerSkillGood = Word("熟练", "good")
    static let customerInContract = Word("合同期内", "in contract")
    static let customerOutOfContract = Word("合同期外", "out of contract")

    // Parts
    static let pointMobile = Word("手机", "mobile")
    static let pointLandline = Word("座机", "landline")
    static let pointEmail = Word("邮箱", "e-mail")
    static let pointWechat = Word("微信", "WeChat")
    static let pointQQ = Word("QQ 号", "QQ")
    static let pointOther = Word("其他", "other")
    static let pointKind = Word("种类", "Kind")
    static let pointValue = Word("号码或账号", "Number or account")
    static let pointLabel = Word("用途（如办公、家里）", "Use (office, home)")
    static let pointPrimary = Word("首选", "primary")
    static let pointMakePrimary = Word("设为首选", "make primary")
    static let pointVerified = Word("已核实 {0}", "verified {0}")
    static let pointVerify = Word("核实", "verify")
    static let pointAdd = Word("添加联系方式", "Add a contact point")
    static let pointNone = Word(
        "还没有联系方式。添加号码后，来电即可找到这位客户。", "No contact point yet. With a number, the customer is found when calling.")
    static let partRemove = Word("删除", "remove")
    static let partShow = Word("显示完整号码", "show in full")

    static let contactsOfFirm = Word("联系人", "Contacts")
    static let contactsOfHousehold = Word("家庭成员", "Members of the household")
    static let contactName = Word("姓名", "Name")
    static let contactPost = Word("职务或关系", "Post or relation")
    static let contactRole = Word("角色", "Role")
    static let contactPower = Word("决定权", "Decision power")
    static let contactHelper = Word("可协助同事操作电脑", "helps colleagues with computers")
    static let contactAdd = Word("添加", "Add")
    static let contactPhone = Word("电话", "Telephone")
    static let customerContactsNone = Word("还没有登记。", "Nobody yet.")
    static let roleDecider = Word("负责人", "decider")
    static let roleUser = Word("使用人", "user")
    static let roleTechnical = Word("技术联系人", "technical")
    static let rolePayer = Word("付款联系人", "payer")
    static let roleOwner = Word("业主", "owner")
    static let roleTenant = Word("租户", "tenant")
    static let roleFamily = Word("家属", "family")
    static let roleOther = Word("其他", "other")
    static let powerDecides = Word("能拍板", "decides")
    static let powerAdvises = Word("能影响", "advises")
    static let powerNone = Word("无", "none")

    static let consentTitle = Word("联系意愿", "Consent by channel")
    static let consentPhone = Word("电话", "telephone")
    static let consentSms = Word("短信", "SMS")
    static let consentEmail = Word("邮件", "e-mail")
    static let consentWechat = Word("微信", "WeChat")
    static let consentPost = Word("信函", "post")
    static let consentYes = Word("同意", "agrees")
    static let consentNo = Word("不同意", "declines")
    static let consentUnknown = Word("未表示", "not asked")
    static let consentSource = Word("在哪里表示的", "Said where")
    static let consentChannel = Word("渠道", "Channel")
    static let consentSaid = Word("客户表示", "The customer")
    static let consentRecord = Word("登记", "Record")
    static let consentRecorded = Word("已登记客户意愿。", "Recorded.")

    // List
    static let customerListFound = Word("查询", "Search")
    static let customersNone = Word(
        "这里还没有客户。登记工单时会自动建档，也可以新建。", "No customers yet. Registering a case files one; so does the button above.")
    static let customersNoneFound = Word("没有符合条件的客户。", "No customer fits.")
    static let customersInUse = Word("在用", "in use")
    static let customersBlocked = Word("受限", "blocked")
    static let customersMerged = Word("已合并", "merged")
    static let customersAnonymised = Word("已匿名", "anonymised")
    static let customersAnyKind = Word("全部类别", "all kinds")
    static let customersAnyGrade = Word("全部等级", "all grades")
    static let customersMine = Word("我负责的", "mine")
    static let customersDuplicates = Word("疑似重复", "Possible duplicates")
    static let customersErasures = Word("待批清除", "Erasures to decide")
    static let customerNumber = Word("客户编号", "File number")
    static let customerPhone = Word("电话", "Telephone")
    static let customerKnownSince = Word("建档时间", "Filed")

    // Page
    static let customerFacts = Word("档案", "File")
    static let customerVerifiedAt = Word("资料核实", "Verified")
    static let customerVerifiedBy = Word("{0}，{1}", "{0}, {1}")
    static let customerNeverVerified = Word("尚未核实", "not yet")
    static let customerVerify = Word("资料已核实", "The file is right")
    static let customerVerifiedNotice = Word("已记录核实。", "Recorded.")
    static let customerCases = Word("工单", "Cases")
    static let customerCasesNone = Word("没有工单。", "No cases.")
    static let customerPromises = Word("未兑现的承诺", "Promises open")
    static let customerHistory = Word("字段变更", "Field history")
    static let customerHistoryAll = Word("全部 {0} 条", "all {0}")
    static let customerHistoryNone = Word("还没有变更。", "Nothing has changed yet.")
    static let customerHistoryField = Word("字段", "Field")
    static let customerHistoryOld = Word("原值", "Before")
    static let customerHistoryNew = Word("新值", "After")
    static let customerHistoryBy = Word("修改人", "By")
    static let customerHistoryAt = Word("时间", "When")
    static let customerReveals = Word("谁看过完整号码", "Who saw numbers in full")
    static let customerMore = Word("其他操作", "More")
    static let customerNewCase = Word("登记工单", "Register a case")
    static let customerMergedBanner = Word("这份档案已并入 {0}。", "This file was merged into {0}.")
    static let customerAnonymisedBanner = Word(
        "该客户已匿名化：个人信息已清除，工单保留。", "Anonymised: nothing personal is left; the cases stay.")
    static let customerAnonymousName = Word("已匿名", "Anonymised")
    static let customerFiledNotice = Word("已建档：{0}", "Filed: {0}")
    static let customerSavedNotice = Word("已保存。", "Saved.")

    static let blockAct = Word("限制", "Block")
    static let blockKind = Word("限制方式", "How")
    static let blockOutreach = Word("不主动联系", "no outreach")
    static let blockService = Word("须由主管接待", "supervisor only")
    static let blockLift = Word("解除限制", "Lift the block")
    static let blockBanner = Word("{0}：{1}（{2}，{3}）", "{0}: {1} ({2}, {3})")

    static let eraseAnonymise = Word("匿名化", "Anonymise")
    static let eraseDelete = Word("删除档案", "Delete")
    static let eraseAnonymiseHint = Word(
        "个人信息不可恢复地清除，工单保留。须另一人批准。", "Personal data is removed for good; cases stay. A second person must agree.")
    static let eraseDeleteHint = Word(
        "档案彻底删除。须另一人批准。", "The record is gone for good. A second person must agree.")
    static let eraseAskAnonymise = Word("申请匿名化", "Ask to anonymise")
    static let eraseAskDelete = Word("申请删除", "Ask to delete")
    static let eraseAsked = Word("已提交，等待另一人批准。", "Asked; a second person decides.")
    static let eraseWaiting = Word("{0} 申请{1}：{2}", "{0} asks to {1}: {2}")
    static let eraseAgree = Word("批准并执行", "Agree and do it")
    static let eraseDecline = Word("不批准", "Decline")
    static let eraseDone = Word("已执行。", "Done.")
    static let eraseDeclined = Word("已退回申请。", "Declined.")
    static let eraseOwn = Word("自己的申请须由另一人批准。", "A second person must decide what you asked for.")
    static let eraseAlready = Word("已有一份申请在等待批准。", "Something is asked for already.")
    static let eraseDecided = Word("这份申请已经处理过。", "This was decided already.")
    static let eraseKeptCases = Word(
        "该客户有工单，工单须保留，不能删除；可以匿名化。", "There are cases, which are kept: not deletable; anonymise instead.")
    static let eraseKeptMerges = Word(
        "该档案有合并记录，须保留，不能删除；可以匿名化。", "There are merges, which are kept: not deletable; anonymise instead.")
    static let eraseNone = Word("没有待批的清除申请。", "Nothing to decide.")

    // Duplicates and merging
    static let duplicateNone = Word(
        "没有疑似重复的客户。同号码、同会员号、同名同址的档案会列在这里。",
        "No possible duplicates. Files with one number, one card, or one name and address are listed here.")
    static let duplicateScore = Word("相似度", "Likeness")
    static let duplicateReasons = Word("依据", "Because of")
    static let duplicateOne = Word("档案一", "One")
    static let duplicateOther = Word("档案二", "The other")
    static let duplicateNumber = Word("同号码", "same number")
    static let duplicateCard = Word("同会员号", "same card")
    static let duplicateName = Word("同名", "same name")
    static let duplicateAddress = Word("地址相近", "similar address")
    static let duplicateCompare = Word("对照合并", "Compare and merge")
    static let duplicateDismiss = Word("不是同一人", "Not the same")
    static let duplicateDismissed = Word("已标为不同客户。", "Marked as different customers.")
    static let mergeTitle = Word("合并客户", "Merge customers")
    static let mergeKept = Word("保留 {0}", "kept: {0}")
    static let mergeGone = Word("并入 {0}", "goes: {0}")
    static let mergeField = Word("字段", "Field")
    static let mergeHint = Word(
        "逐项选择保留的内容。号码、联系人、意愿和工单都归到保留的档案；合并后可以撤销。",
        "Choose field by field. Numbers, contacts, consents and cases go to the file that is kept; the merge can be undone."
    )
    static let mergeMoves = Word(
        "将移入：联系方式 {0} 条，联系人 {1} 位，工单 {2} 件。", "Moves: {0} contact points, {1} contacts, {2} cases.")
    static let mergeAct = Word("合并", "Merge")
    static let mergeSwap = Word("换过来：保留 {0}", "The other way round: keep {0}")
    static let mergeDone = Word("已合并，可在档案页撤销。", "Merged; it can be undone on this page.")
    static let mergeUndo = Word("撤销合并", "Undo the merge")
    static let mergeUndone = Word("已撤销合并，两份档案已恢复。", "Undone; both files are as before.")
    static let mergeLine = Word("{0} 并入 {1}（{2}，{3}）", "{0} into {1} ({2}, {3})")
    static let mergesTitle = Word("合并记录", "Merges")
    static let mergeSame = Word("请选择两份不同的档案。", "Please choose two different files.")
    static let mergeBlocked = Word("两份档案的限制不同，请先统一。", "One is blocked and the other is not; please settle that first.")
    static let mergeUndoneAlready = Word("这次合并已经撤销。", "This merge was undone already.")
    static let mergeSurvivorGone = Word(
        "保留的档案后来又有变动，请先撤销后一次合并。", "The kept file has moved on; please undo the later merge first.")
    static let mergeTooMany = Word("工单超过 {0} 件，不能一次合并。", "More than {0} cases cannot be merged at once.")
    static let mergeNotAPair = Word("这两份档案没有列为疑似重复。", "These two are not listed as possible duplicates.")
}
