using System.Collections.Immutable;

namespace Pulumi.Utilities;

public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) => new(OutputData<T>.Plain(value) with { IsKnown = false });

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        return new(CreateAsync());

        async Task<OutputData<T>> CreateAsync() => OutputData<T>.Plain(await valueFactory()) with { IsKnown = false };
    }

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        return new(AddAsync());

        async Task<OutputData<T>> AddAsync()
        {
            var data = await output.DataTask;
            return data with { Resources = data.Resources.Add(resource) };
        }
    }

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask).IsKnown;

    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await output.DataTask).Value;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => (await output.DataTask).Resources;
}
