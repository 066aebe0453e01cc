namespace Infra.Catalog;

/// <summary>A stack's name says what it is: <c>prod.network</c>, <c>prod.web.blue</c>, <c>prod.web.traffic</c>.</summary>
public static class StackNames
{
    public const string Project = "infra";

    public static string Network(string stage) => $"{stage}.network";
    public static string Environment(string stage, string service, Colour colour) => $"{stage}.{service}.{colour.Word}";
    public static string Traffic(string stage, string service) => $"{stage}.{service}.traffic";

    /// <summary>As a StackReference names it on every backend: <c>organization/infra/prod.network</c>.</summary>
    public static string Reference(string stack) => $"organization/{Project}/{stack}";
}
