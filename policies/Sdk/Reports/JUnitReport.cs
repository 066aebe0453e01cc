using System.Globalization;
using System.Xml.Linq;

namespace Infra.Policies.Sdk.Reports;

/// <summary>JUnit: a case is a rule over a resource.</summary>
internal static class JUnitReport
{
    public static string Of(PolicyReport report)
    {
        var cases = report.Entries.Where(entry => entry.Verdict != Verdict.NotApplicable).OrderBy(entry => entry.Rule.Name, StringComparer.Ordinal).ThenBy(entry => entry.Urn, StringComparer.Ordinal).ToList();
        XAttribute[] totals =
        [
            new("tests", cases.Count),
            new("failures", cases.Count(entry => entry.Verdict == Verdict.Refused)),
            new("errors", 0),
            new("skipped", cases.Count(entry => entry.Verdict is Verdict.Exempted or Verdict.NotKnown)),
            new("time", 0),
        ];
        var suite = new XElement("testsuite", new XAttribute("name", report.Subject), totals, new XAttribute("timestamp", report.At.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)), cases.Select(Case));
        var all = new XElement("testsuites", new XAttribute("name", report.Pack.Name), totals.Select(total => new XAttribute(total)), suite);
        return $"{new XDeclaration("1.0", "utf-8", null)}\n{all}";
    }

    static XElement Case(ReportEntry entry) => new("testcase", new XAttribute("classname", entry.Rule.Name), new XAttribute("name", entry.Urn.Length > 0 ? entry.Urn : "the stack"), new XAttribute("time", 0), entry.Verdict switch
    {
        Verdict.Refused => new XElement("failure", new XAttribute("type", "mandatory"), new XAttribute("message", entry.Rule.Demand), Clean(entry.Message)),
        Verdict.Exempted or Verdict.NotKnown => new XElement("skipped", new XAttribute("message", Clean(entry.Message))),
        Verdict.Advised => new XElement("system-out", Clean(entry.Message)),
        _ => null,
    });

    /// <summary>XML has no place for control characters.</summary>
    static string Clean(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
