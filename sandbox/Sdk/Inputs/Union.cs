namespace Pulumi;

public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    readonly int index;
    readonly T0 first;
    readonly T1 second;

    Union(int index, T0 first, T1 second) => (this.index, this.first, this.second) = (index, first, second);

    public bool IsT0 => index == 0;

    public bool IsT1 => index == 1;

    public T0 AsT0 => IsT0 ? first : throw Other(typeof(T0), typeof(T1));

    public T1 AsT1 => IsT1 ? second : throw Other(typeof(T1), typeof(T0));

    public object Value => (IsT0 ? first : (object?)second)!;

    public static Union<T0, T1> FromT0(T0 input) => new(0, input, default!);

    public static Union<T0, T1> FromT1(T1 input) => new(1, default!, input);

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => IsT0 ? f0(first) : f1(second);

    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (IsT0) f0(first);
        else f1(second);
    }

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) => IsT0 ? mapFunc(first) : second;

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) => IsT0 ? first : mapFunc(second);

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        IsT0 ? mapFunc0(first) : mapFunc1(second);

    public bool TryPickT0(out T0 value, out T1 remainder)
    {
        (value, remainder) = (first, second);
        return IsT0;
    }

    public bool TryPickT1(out T1 value, out T0 remainder)
    {
        (value, remainder) = (second, first);
        return IsT1;
    }

    public bool Equals(Union<T0, T1> other) => index == other.index && Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(index, Value);

    public override string ToString() => Value?.ToString() ?? "";

    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    static InvalidOperationException Other(Type asked, Type held) => new($"The union holds a {held.Name}, not a {asked.Name}.");
}
