namespace Pulumi.Automation;

public sealed class PendingCreateValue(string urn, string id)
{
    public string Urn { get; set; } = urn;

    public string Id { get; set; } = id;
}
