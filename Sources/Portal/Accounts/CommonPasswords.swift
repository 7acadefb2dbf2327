/// Passwords that are guessed first. Only those of twelve characters and more: shorter ones are refused anyway.
enum CommonPasswords {
  /// Whether a password in lower case is one of them, or is made of fewer than five different characters.
  static func contains(_ password: String) -> Bool {
    Set(password.unicodeScalars).count < 5 || list.contains(password)
  }

  /// Put together by hand from the patterns that lead every published list: rows of keys, counting, a word with a year.
  private static let list = Set(
    """
    0123456789012 01234567890123 012345678910 0987654321098 112233445566 121212121212 123123123123
    1234567890-= 123456789012 1234567890123 12345678901234 123456789123 1234567891011 12345678910
    123456789123456789 1234567890qwe 1234567890aze 123456654321 147258369147 159357456852
    1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qazxsw23edc 1a2z3e4r5t6y 987654321012 9876543210987
    a1b2c3d4e5f6 abcd12345678 abcdef123456 abcdefghijkl abc123abc123 abcdefghijklmnopqrstuvwxyz
    admin1234567 admin123456789 adminadminadmin administrateur administrateur1 administrator administrator1
    azerty123456 azerty1234567 azerty123456789 azertyazerty azertyuiop12 azertyuiop123 azertyuiop1234
    azertyuiopqsdfghjklm azertyuiopqs azertyuiop^$ bienvenue123 bienvenue1234 bienvenue2024 bienvenue2025
    bienvenue2026 bonjour12345 bonjour123456 bonjourbonjour changeme1234 changemenow1 changezmoi12
    changez-moi-123 christopher1 doudoudoudou football1234 iloveyou1234 iloveyou12345 iloveyouiloveyou
    jetaime12345 jetaimejetaime letmein12345 letmeinletmein loulouloulou marseille13000 microsoft123
    motdepasse12 motdepasse123 motdepasse1234 motdepasse2024 motdepasse2025 motdepasse2026 motdepassemotdepasse
    nantes44000nantes p@ssw0rd1234 p@ssword1234 passw0rd1234 password1234 password12345 password123456
    password2024 password2025 password2026 passwordpassword paysdelaloire paysdelaloire44 princess1234
    q1w2e3r4t5y6 q1w2e3r4t5y6u7 qsdfghjklm12 qwerty123456 qwerty1234567 qwerty123456789 qwertyqwerty
    qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiopasdfghjkl soleil123456 sunshine1234
    superman1234 trustno1trustno1 unitedstates vendredi1234 welcome12345 welcome123456 zaq12wsxcde3
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
