import Kernel
import Web

enum MessageForms {
    static func note(_ typed: FormData) throws(Invalid) -> (unit: Unit.ID, addressee: Staff.ID, note: Message.Note) {
        let values = try form(
            typed.identifier("unit", of: Unit.self), typed.identifier("addressee", of: Staff.self),
            typed.required("caller", max: 50), typed.optional("organisation", max: 80), typed.optionalPhone("phone"),
            typed.required("matter", max: 1000))
        return (
            values.0, values.1,
            Message.Note(caller: values.2, organisation: values.3 ?? "", phone: values.4, matter: values.5)
        )
    }
}
