using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>Which pods a selector means.</summary>
internal static class LabelSelector
{
    /// <summary>An empty selector means all, a missing one none.</summary>
    public static bool Selects(Property selector, Property labels) =>
        !selector.IsMissing
        && selector["matchLabels"].Entries.All(wanted => labels[wanted.Name].Text == wanted.Value.Text)
        && selector["matchExpressions"].Items.All(expression => Holds(expression, labels));

    static bool Holds(Property expression, Property labels)
    {
        var value = labels[expression["key"].Text ?? ""].Text;
        var listed = expression["values"].Items.Any(item => item.Text == value);
        return expression["operator"].Text switch
        {
            "In" => value is not null && listed,
            "NotIn" => value is null || !listed,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
