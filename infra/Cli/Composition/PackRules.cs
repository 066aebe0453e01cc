using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Infra.Catalog;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Analyzers;
using Pulumirpc;

namespace Infra.Cli.Composition;

/// <summary>The packs that judge previews, asked about releases in the same protocol: an event is a resource of the type <c>infra:release:…</c>.</summary>
internal sealed class PackRules(PolicyPacks running, ImmutableArray<string> packs, string projectFolder) : IReleaseRules
{
    public async Task<ImmutableArray<Violation>> JudgeAsync(ReleaseEvent happening, CancellationToken ct)
    {
        var (type, stack) = ($"infra:release:{happening.Kind}", StackNames.Traffic(happening.Stage, happening.Service));
        var question = new AnalyzeRequest
        {
            Type = type,
            Name = happening.Service,
            Urn = $"urn:pulumi:{stack}::infra::{type}::{happening.Service}",
            Properties = Struct.Parser.ParseJson(JsonSerializer.Serialize(happening, JsonSerializerOptions.Web)),
        };
        try
        {
            await using var lease = await running.LeaseAsync(packs.Select(path => new PackReference(path)), new() { Stack = stack, Project = "infra", Organization = "organization" }, new(projectFolder, projectFolder, Programs.Environs), ct);
            var answers = await Task.WhenAll(lease.Packs.Select(pack => pack.AnalyzeAsync(question, ct)));
            return [.. from answer in answers
                       from found in answer.Diagnostics
                       where found.EnforcementLevel != EnforcementLevel.Disabled
                       select new Violation(Violation.Called(found.PolicyPackName, found.PolicyName), Level(found.EnforcementLevel), question.Urn, found.Message)];
        }
        catch (EngineException e)
        {
            throw new InvalidOperationException($"The release could not be judged. {e.Message}", e);
        }
    }

    // What should have been remedied and can't be is forbidden.
    private static string Level(EnforcementLevel level) => level == EnforcementLevel.Advisory ? "advisory" : "mandatory";
}
