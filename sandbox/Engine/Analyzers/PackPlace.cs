namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Where packs run.</summary>
/// <param name="Project">The folder whose files say what the project allows itself.</param>
/// <param name="Program">The folder of the program: theirs too, and what their paths are relative to.</param>
/// <param name="Environment">Added to this process's own; null unsets.</param>
public sealed record PackPlace(string Project, string Program, IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>The project is the nearest folder with Pulumi.yaml, from that of the program upwards.</summary>
    internal static PackPlace Of(string program, IReadOnlyDictionary<string, string?> environment)
    {
        for (var folder = program; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Pulumi.yaml"))) return new(folder, program, environment);
        }

        return new(program, program, environment);
    }
}
