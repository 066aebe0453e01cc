namespace Infra.Catalog;

/// <summary>On what a stage's services run.</summary>
public enum PlatformKind
{
    AwsEcs,
}
