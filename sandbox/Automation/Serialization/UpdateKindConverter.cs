namespace Pulumi.Automation.Serialization;

public class UpdateKindConverter
{
    internal static readonly KebabEnumConverter<UpdateKind> Kinds = new();

    public UpdateKind Convert(string input) => Kinds.Parse(input);
}
