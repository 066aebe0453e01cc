namespace Pulumi.Automation;

public class SecretsProviderOptions
{
    public string? NewPassphrase { get; set; }
}
