import Handbook
import Kernel

extension ImportField {
    static let cases: [ImportField] = [
        ImportField(
            code: "external_number", word: .importExternalNumber,
            aliases: [
                "编号", "工单编号", "工单号", "单号", "受理编号", "留言编号", "序号", "id", "uniquekey", "complaintid",
                "ticketid", "caseid", "number", "externalid",
            ], longest: 64, note: .importNoteExternal, example: "LY-2019-0001"),
        ImportField(
            code: "subject", word: .importSubject,
            aliases: ["标题", "事由", "留言主题", "投诉主题", "title", "summary", "issue", "complainttype"],
            isRequired: true, note: .importNoteSubject, example: "羽绒服洗后变形"),
        ImportField(
            code: "content", word: .importContent,
            aliases: [
                "详情", "留言详情", "描述", "问题描述", "事情经过", "投诉内容", "description", "descriptor", "narrative", "subissue",
            ],
            longest: 4000, note: .importNoteContent, example: "1 月 3 日购买，按标签手洗后充绒结块。"),
        ImportField(
            code: "demand", word: .importDemand, aliases: ["要求", "客户要求", "期望", "客户诉求"], longest: 1000,
            note: .importNoteDemand, example: "退货"),
        ImportField(
            code: "type", word: .importType, aliases: ["类型", "casetype"], note: .importNoteType, example: "投诉"),
        ImportField(
            code: "severity", word: .importSeverity, aliases: ["级别", "等级", "紧急程度", "priority"],
            note: .importNoteSeverity, example: "一般"),
        ImportField(
            code: "channel", word: .importChannel,
            aliases: ["来源渠道", "受理渠道", "受理方式", "submittedvia", "opendatachanneltype"], note: .importNoteChannel,
            example: "电话"),
        ImportField(
            code: "source", word: .importSource, aliases: ["来源"], note: .importNoteSource, example: "客户直接"),
        ImportField(
            code: "category", word: .importCategory, aliases: ["类别", "分类", "一级分类", "投诉类别"], longest: 40,
            note: .importNoteCategory, example: "商品质量"),
        ImportField(
            code: "product", word: .importProduct, aliases: ["商品", "产品", "服务", "subproduct"],
            note: .importNoteProduct, example: "羽绒服"),
        ImportField(
            code: "place", word: .importPlace, aliases: ["地址", "门店", "发生地点", "borough", "city", "state"],
            note: .importNotePlace, example: "南京路店"),
        ImportField(
            code: "organisation", word: .importOrganisation, aliases: ["单位", "公司", "company", "agencyname"],
            note: .importNoteOrganisation, example: "个人"),
        ImportField(
            code: "special_needs", word: .importSpecialNeeds, aliases: ["特殊要求"], longest: 200,
            note: .importNoteNeeds, example: "只在晚间接听"),
        ImportField(
            code: "expectation", word: .importExpectation, aliases: ["客户期望"], longest: 400,
            note: .importNoteExpectation, example: "希望当面致歉"),
        ImportField(
            code: "opinion", word: .importOpinion, aliases: ["我方看法", "看法"], longest: 400, note: .importNoteOpinion,
            example: ""),
        ImportField(
            code: "grade", word: .importGrade, aliases: ["客户级别", "客户等级"], note: .importNoteGrade, example: "普通客户"),
        ImportField(
            code: "details", word: .importDetails, aliases: ["必问项", "细节"], longest: 2000, note: .importNoteDetails,
            example: "购买日期：2026-01-03；批次：A17"),
        ImportField(
            code: "complainant", word: .importComplainant,
            aliases: ["姓名", "客户姓名", "投诉人", "联系人", "留言用户", "用户", "complainant", "name", "customername"],
            longest: 50, note: .importNoteComplainant, example: "李秀英"),
        ImportField(
            code: "phone", word: .importPhone, aliases: ["手机", "手机号", "联系电话", "电话号码", "mobile", "tel"],
            longest: 30, note: .importNotePhone, example: "13800138000"),
        ImportField(
            code: "member_number", word: .importMemberNumber, aliases: ["卡号", "会员卡号", "memberid"], longest: 40,
            note: .importNoteMember, example: "M-1001"),
        ImportField(
            code: "reported_at", word: .importReportedAt,
            aliases: [
                "登记时间", "反映时间", "留言时间", "投诉时间", "创建时间", "日期", "createddate", "datereceived", "createdat",
            ], longest: 40, note: .importNoteTime, example: "2026-01-05 10:30"),
        ImportField(
            code: "handler", word: .importHandler, aliases: ["处理人", "经办人", "assignee"], longest: 50,
            note: .importNoteHandler, example: "wang"),
        ImportField(
            code: "unit", word: .importUnit, aliases: ["部门", "承办部门", "unit"], longest: 50, note: .importNoteUnit,
            example: ""),
        ImportField(
            code: "completed_at", word: .importCompletedAt,
            aliases: ["答复时间", "完成时间", "结案时间", "关闭时间", "closeddate", "closedat"], longest: 40,
            note: .importNoteCompleted, example: ""),
        ImportField(
            code: "solution", word: .importSolution,
            aliases: ["答复意见", "处理意见", "答复", "resolutiondescription", "companyresponsetoconsumer", "resolution"],
            longest: 8000, note: .importNoteSolution, example: ""),
        ImportField(
            code: "evaluation", word: .importEvaluation, aliases: ["总结", "总结评价"], longest: 1000,
            note: .importNoteEvaluation, example: ""),
        ImportField(
            code: "lesson", word: .importLesson, aliases: ["经验教训", "改进措施"], longest: 1000,
            note: .importNoteLesson, example: ""),
    ]

    static let customers: [ImportField] = [
        ImportField(
            code: "external_number", word: .importExternalNumber,
            aliases: ["编号", "客户编号", "会员编号", "序号", "id", "customerid", "externalid"], longest: 64,
            note: .importNoteExternal, example: "KH-0001"),
        ImportField(
            code: "name", word: .importName,
            aliases: ["客户", "客户姓名", "客户名称", "会员姓名", "联系人", "customername", "fullname"],
            isRequired: true, longest: 50, note: .importNoteComplainant, example: "李秀英"),
        ImportField(
            code: "phone", word: .importPhone, aliases: ["手机", "手机号", "联系电话", "电话号码", "mobile", "tel"],
            longest: 30, note: .importNotePhone, example: "13800138000"),
        ImportField(
            code: "member_number", word: .importMemberNumber, aliases: ["卡号", "会员卡号", "memberid"], longest: 40,
            note: .importNoteMember, example: "M-1001"),
        ImportField(
            code: "kind", word: .importCustomerKind, aliases: ["类型", "性质"], note: .importNoteCustomerKind, example: "个人"
        ),
        ImportField(
            code: "special_needs", word: .importSpecialNeeds, aliases: ["特殊要求"], longest: 400,
            note: .importNoteNeeds, example: "只在晚间接听"),
        ImportField(
            code: "preferences", word: .importPreferences, aliases: ["喜好"], longest: 400, note: .importNoteAny,
            example: ""),
        ImportField(
            code: "contact_window", word: .importContactWindow, aliases: ["方便联系时间"], longest: 64,
            note: .importNoteAny, example: "19:00 以后"),
        ImportField(
            code: "address", word: .importAddress, aliases: ["住址", "联系地址", "address"], longest: 200,
            note: .importNoteAny, example: ""),
        ImportField(
            code: "products", word: .importCustomerProducts, aliases: ["商品", "产品"], longest: 200,
            note: .importNoteAny, example: ""),
        ImportField(
            code: "note", word: .importRemark, aliases: ["说明", "remark"], longest: 1000, note: .importNoteAny,
            example: ""),
        ImportField(
            code: "unit", word: .importUnit, aliases: ["部门", "门店", "unit"], longest: 50, note: .importNoteUnit,
            example: ""),
    ]
}
