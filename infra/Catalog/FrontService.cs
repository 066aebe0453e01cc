namespace Infra.Catalog;

/// <summary>The Service by which users come in where no Gateway shares them out: it selects what the serving side's own Service selects, and an annotation names the sides that are attached.</summary>
public static class FrontService
{
    /// <summary>The annotation: the names of the attached sides' own Services, with spaces between.</summary>
    public const string Sides = "infra/sides";

    /// <summary>The label by which a side's Service selects its pods.</summary>
    public const string Label = "app.kubernetes.io/instance";

    /// <summary>What it selects while nobody serves: a Service that selects nothing at all would keep the endpoints that it had.</summary>
    public const string Nobody = "nobody";

    /// <summary>Why it can't give a side this share; null when it can.</summary>
    public static string? Complaint(Colour side, Weight weight) => weight == Weight.Zero || weight == Weight.All
        ? null
        : $"{side.Word} would get {weight}, and without a Gateway a Service sends all to one side. Give it 0% or 100%, or give the cluster a gatewayClass.";
}
