using System.Xml;
using System.Xml.Linq;

namespace Infra.Platforms.Aws;

/// <summary>Answers of the query protocol, whose namespaces say nothing that the request didn't.</summary>
internal static class AwsXml
{
    /// <returns>What is inside <c>ActionResult</c>; EC2 has no such thing, and answers without.</returns>
    internal static XElement Result(string text, string action)
    {
        try
        {
            var root = Bare(XElement.Parse(text));
            return root.Element($"{action}Result") ?? root;
        }
        catch (XmlException e)
        {
            throw new PlatformException($"AWS answered {action} with what is no XML: {e.Message}", inner: e);
        }
    }

    internal static string Text(this XElement element, string name) => element.Element(name)?.Value ?? "";

    /// <summary>The element of that name; an empty one where there is none.</summary>
    internal static XElement At(this XElement element, string name) => element.Element(name) ?? new XElement(name);

    internal static IEnumerable<XElement> Members(this XElement element, string list) => element.At(list).Elements();

    private static XElement Bare(XElement element) =>
        new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Bare) : element.Value);
}
