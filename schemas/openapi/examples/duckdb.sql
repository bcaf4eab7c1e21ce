-- curl -sO https://plans.example/data/latest/spatial-layout/placements.csv
-- curl -sO https://plans.example/data/latest/spatial-layout/areas.csv
SELECT areas.name, count(*) AS clusters
FROM 'placements.csv' AS placements
JOIN 'areas.csv' AS areas USING (area_id)
GROUP BY areas.name
ORDER BY clusters DESC, areas.name
LIMIT 5;
