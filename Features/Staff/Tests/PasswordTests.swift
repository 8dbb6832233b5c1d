import Kernel
import Testing

@testable import Desk

@Suite("Passwords and PINs")
struct PasswordTests {
    private let li = Account(stored: "li.na")

    @Test func theHouseKeepsArgon2idWithTheCostItPromises() async throws {
        let thread = PasswordThread()
        let hash = try await thread.hash("correct horse battery")
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await thread.matches("correct horse battery", hash))
        #expect(try await !thread.matches("correct horse batterz", hash))
        #expect(!thread.isOutdated(hash))
        let again = try await thread.hash("correct horse battery")
        #expect(again != hash)
    }

    /// Computed with the reference implementation's command line: `echo -n password | argon2 somesalt -id …`
    @Test func aHashMadeElsewhereIsUnderstood() throws {
        let hash = PasswordHash(
            encoded: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
        #expect(try hash.matches("password"))
        #expect(try !hash.matches("Password"))
        #expect(hash.isOutdated(for: .house))
    }

    @Test func nobodyKnowsAPasswordForAnAccountThatDoesNotExist() async throws {
        for cost in [PasswordCost.house, TestOffice.cost] {
            for guess in ["", "decoy", "password"] {
                #expect(try await !PasswordThread(cost: cost).matches(guess, nil))
                #expect(try !PasswordHash.decoy(cost).matches(guess))
            }
        }
    }

    @Test func aBrokenHashIsAFaultAndNotAWrongPassword() {
        #expect(throws: Argon2Failure.self) { try PasswordHash(encoded: "$argon2id$broken").matches("x") }
    }

    @Test func allThatSpeaksAgainstAPasswordIsSaidAtOnce() {
        #expect(Password.problems(of: "li.na", for: li) == [.tooShort(least: 10, has: 5), .containsAccount])
        #expect(Password.problems(of: "1234567", for: li) == [.tooShort(least: 10, has: 7), .onlyDigits])
        #expect(Password.problems(of: "13800138000", for: li) == [.onlyDigits])
        #expect(Password.problems(of: "Password123", for: li) == [.tooCommon])
        #expect(Password.problems(of: "aaaaaaaaaaaa", for: li) == [.tooCommon])
        #expect(Password.problems(of: "my LI.NA secret", for: li) == [.containsAccount])
        #expect(
            Password.problems(of: String(repeating: "长", count: 129), for: li) == [.tooLong(most: 128), .tooCommon])
        #expect(Password.problems(of: "春眠不觉晓处处闻啼鸟", for: li) == [])
        #expect(Password.problems(of: "correct horse battery", for: li) == [])
    }

    @Test func aFirstPasswordIsGoodAndNeverTheSame() throws {
        let drawn = try (1...50).map { _ in try Password.initial() }
        #expect(Set(drawn).count == 50)
        for password in drawn { #expect(Password.problems(of: password, for: li).isEmpty, "\(password)") }
    }

    @Test func aPINHasSixDigitsThatAreNoStaircase() {
        for bad in ["12345", "1234567890123", "abcdef", "12 34 5", ""] {
            #expect(PIN.problems(of: bad) == [.notDigits(least: 6, most: 12)], "\(bad)")
        }
        for simple in ["111111", "123456", "987654", "０００００００"] {
            #expect(PIN.problems(of: simple) == [.tooSimple], "\(simple)")
        }
        #expect(PIN.problems(of: "482915") == [])
    }

    @Test func accountsAreFoldedAndWhatCannotBeOneIsRefused() {
        #expect(Account(typed: " Ｌｉ．Ｎａ ")?.text == "li.na")
        for bad in ["", "l", "李娜", "li na@x", "li/na", String(repeating: "a", count: 41), "li'na"] {
            #expect(Account(typed: bad) == nil, "\(bad)")
        }
    }
}

@Suite("Secrets")
struct SecretsTests {
    /// FIPS 180-4 example, RFC 4231 test case 2, RFC 4648 section 10.
    @Test func theyAreWhatTheStandardsSay() {
        #expect(
            Secrets.sha256(ofText: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let mac = Secrets.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(Secrets.hex(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let codes = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { Secrets.base64url(Array($0.utf8)) }
        #expect(codes == ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"])
        #expect(Secrets.base64url([0xFB, 0xFF]) == "-_8")
        #expect(Secrets.bytes(hex: "00fFa1") == [0, 255, 161])
        #expect(Secrets.bytes(hex: "0") == nil && Secrets.bytes(hex: "0g") == nil)
        #expect(
            Secrets.areEqual([1, 2], [1, 2]) && !Secrets.areEqual([1, 2], [1, 3]) && !Secrets.areEqual([1], [1, 2]))
    }

    @Test func randomBytesAreDrawnAnew() throws {
        #expect(try Set((1...100).map { _ in try Secrets.random(bytes: 32) }).count == 100)
    }
}
