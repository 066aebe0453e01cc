using System.Xml.Linq;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>One action of a listener rule, as it is sent and as it is described.</summary>
static class FakeRule
{
    /// <summary>What the parameters <c>Actions.member.1.…</c> of a request say.</summary>
    public static XElement Read(FakeRequest request)
    {
        var root = new XElement("member");
        foreach (var (name, value) in request.Parameters.Where(pair => pair.Key.StartsWith("Actions.member.1.", StringComparison.Ordinal)))
        {
            var at = root;
            var parts = name.Split('.')[3..];
            for (var i = 0; i < parts.Length; i++)
            {
                var isList = parts[i] == "member";
                var key = isList ? $"n{parts[++i]}" : parts[i];
                var next = isList ? at.Elements("member").FirstOrDefault(element => (string?)element.Attribute("at") == key) : at.Element(key);
                if (next is null)
                    at.Add(next = isList ? new XElement("member", new XAttribute("at", key)) : new XElement(key));
                at = next;
            }

            at.Value = value;
        }

        foreach (var element in root.DescendantsAndSelf()) element.RemoveAttributes();
        return Described(root);
    }

    public static XElement Forward(params (string Group, int Weight)[] groups) => Described(new(
        "member",
        new XElement("Type", "forward"),
        new XElement(
            "ForwardConfig",
            new XElement("TargetGroups", groups.Select(group => new XElement("member", new XElement("TargetGroupArn", group.Group), new XElement("Weight", group.Weight)))),
            new XElement("TargetGroupStickinessConfig", new XElement("Enabled", "false")))));

    /// <summary>A single group is also told in the older way; and stickiness, once it is said, always.</summary>
    static XElement Described(XElement action)
    {
        var groups = action.Element("ForwardConfig")?.Element("TargetGroups")?.Elements().ToList() ?? [];
        if (groups.Count == 1)
            action.Element("Type")?.AddAfterSelf(new XElement("TargetGroupArn", groups[0].Element("TargetGroupArn")?.Value));
        return action;
    }
}
