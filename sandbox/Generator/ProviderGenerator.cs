using System;
using System.Collections.Immutable;
using Infra.Sandbox.Definitions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Infra.Sandbox.Generator;

/// <summary>Turns the <c>.def</c> files of a project into the typed resources of one Pulumi provider.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProviderGenerator : IIncrementalGenerator
{
    static readonly DiagnosticDescriptor Problem = new("INFRA001", "A resource definition cannot be read", "{0}", "Definitions", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".def", StringComparison.Ordinal))
            .Select((file, ct) => (file.Path, Text: file.GetText(ct)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files, Generate);
    }

    static void Generate(SourceProductionContext context, ImmutableArray<(string Path, string Text)> files)
    {
        if (files.IsEmpty) return;
        try
        {
            foreach (var (name, source) in new PackageWriter(DefinitionReader.Read(files)).Write())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                context.AddSource($"{name}.g.cs", source);
            }
        }
        catch (DefinitionException mistakes)
        {
            foreach (var problem in mistakes.Problems) context.ReportDiagnostic(Diagnostic.Create(Problem, Place(problem), problem.Message));
        }
    }

    static Location Place(DefinitionProblem problem)
    {
        var start = new LinePosition(problem.Line - 1, 0);
        return Location.Create(problem.File, default, new LinePositionSpan(start, start));
    }
}
