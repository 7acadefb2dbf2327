/// What the AI Act asks of a public body that hosts a system: Regulation (EU) 2024/1689 as amended in 2026.
public enum AIAct {
  /// From this day the duties for high-risk systems of Annex III apply (art. 113, as amended in 2026). Art. 49 on
  /// registration stands in a section that the deferral does not name, but depends on the classification that it does.
  public static let highRiskDutiesApply = Day(daysSince1970: 21_154)  // 2027-12-02

  /// The duties of a deployer under art. 26 and 27, in short.
  public static let deployerDuties = [
    Text("Utiliser selon la notice (art. 26, § 1).", "Use according to the instructions (art. 26(1))."),
    Text(
      "Confier le contrôle humain à des personnes formées et soutenues (art. 26, § 2).",
      "Have trained and supported people oversee it (art. 26(2))."),
    Text(
      "Veiller à des données d’entrée pertinentes (art. 26, § 4).",
      "See to relevant input data (art. 26(4))."),
    Text(
      "Surveiller, suspendre et signaler les incidents graves (art. 26, § 5).",
      "Monitor, suspend and report serious incidents (art. 26(5))."),
    Text("Garder les journaux six mois au moins (art. 26, § 6).", "Keep logs for six months at least (art. 26(6))."),
    Text("Informer les agents concernés (art. 26, § 7).", "Inform the staff concerned (art. 26(7))."),
    Text(
      "N’utiliser qu’un système inscrit dans la base de données de l’Union (art. 26, § 8, et 49).",
      "Use only a system that is in the EU database (art. 26(8) and 49)."),
    Text(
      "Analyser l’incidence sur les droits fondamentaux avant la mise en service (art. 27).",
      "Assess the impact on fundamental rights before first use (art. 27)."),
  ]
}
