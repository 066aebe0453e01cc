using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <param name="Names">What the code calls resources of the stack, with their URNs.</param>
internal sealed record ImportList(ImmutableArray<ImportWish> Wishes, ImmutableSortedDictionary<string, string> Names);
