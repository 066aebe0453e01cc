namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Types as people say them.</summary>
internal static class TypeName
{
    /// <summary><c>aws:ec2/vpc:Vpc</c> is <c>aws:ec2:Vpc</c>: the file of a type says nothing that its name doesn't.</summary>
    public static string Short(string type) => type.Split(':') is [var package, var module, var name]
        && module.Split('/') is [var space, var file] && file.Length > 0 && char.ToUpperInvariant(file[0]) + file[1..] == name ? $"{package}:{space}:{name}" : type;
}
