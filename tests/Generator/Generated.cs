extern alias generator;
using System.Collections.Immutable;
using System.Text;
using generator::Infra.Sandbox.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Infra.Tests.Generator;

/// <summary>What the generator makes of a definition file, compiled in memory.</summary>
sealed class Generated
{
    readonly CSharpCompilation compilation;

    Generated(CSharpCompilation compilation, ImmutableArray<Diagnostic> problems) => (this.compilation, Problems) = (compilation, problems);

    /// <summary>What the generator itself complains of.</summary>
    public ImmutableArray<Diagnostic> Problems { get; }

    /// <summary>What the compiler complains of, warnings included.</summary>
    public IEnumerable<string> Complaints => compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString());

    public static Generated From(string definitions, string program = "")
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var before = CSharpCompilation.Create("Generated", [CSharpSyntaxTree.ParseText(program)], References(), options);
        CSharpGeneratorDriver.Create(new ProviderGenerator())
            .AddAdditionalTexts([new DefinitionFile(definitions)])
            .RunGeneratorsAndUpdateCompilation(before, out var after, out var problems);
        return new((CSharpCompilation)after, problems);
    }

    /// <summary>What the generator does about a change of a program, its definitions the same.</summary>
    public static IEnumerable<IncrementalStepRunReason> AfterAnEdit(string definitions)
    {
        var before = CSharpCompilation.Create("Generated", [CSharpSyntaxTree.ParseText("")], References());
        var driver = CSharpGeneratorDriver.Create([new ProviderGenerator().AsSourceGenerator()], [new DefinitionFile(definitions)], driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(before, TestContext.Current.CancellationToken)
            .RunGenerators(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class New;")), TestContext.Current.CancellationToken);
        return driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);
    }

    /// <summary>The members of a class as C# declares them, one line each.</summary>
    public IEnumerable<string> Members(string type) =>
        from member in Type(type).GetMembers()
        where member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor) }
        select member.ToDisplayString(format);

    public string Attribute(string type, string member) => string.Join(" ", Type(type).GetMembers(member).Single().GetAttributes().Select(attribute => attribute.ToString()));

    INamedTypeSymbol Type(string name) => compilation.GetTypeByMetadataName(name) ?? throw new InvalidOperationException($"The generator made no {name}.");

    static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "Pulumi.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));

    static readonly SymbolDisplayFormat format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    sealed class DefinitionFile(string text) : AdditionalText
    {
        public override string Path => "/definitions/test.def";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
